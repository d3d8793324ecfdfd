package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.config.LayerDraft.Read;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.LayerSpec;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.Repetition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one list of layers: the model's, or that of a block in it. */
final class LayersReader {
  /** Sorting follows chains of layers by recursion; the deepest published networks have 1000. */
  static final int MOST_LAYERS = 5000;

  private final RecordBinder binder;
  private final Registries registries;
  private final Problems problems;
  private final Places places;
  private final BlockReader blocks;
  private final DraftReader draftReader;

  /** Where these layers are: empty for the model's own, otherwise the block's path and a slash. */
  private final String prefix;

  private final Map<String, LayerDraft> drafts = new LinkedHashMap<>();

  /** Where every name of a layer or input is written. */
  private final Map<String, Origin> named = new LinkedHashMap<>();

  /** False once a layer could not be read. */
  private boolean complete = true;

  /** False once a layer could not be read whose name may be another than it seems. */
  private boolean namesKnown = true;

  /** Layers that were found at fault since they were read. */
  private final Set<String> faulty = new HashSet<>();

  private Optional<String> last = Optional.empty();

  private final WeightSharing sharing;

  LayersReader(
      RecordBinder binder, Registries registries, Problems problems, Places places, String prefix) {
    this.binder = binder;
    this.registries = registries;
    this.problems = problems;
    this.places = places;
    this.blocks = new BlockReader(binder, registries, problems, places);
    this.draftReader = new DraftReader(binder, blocks, problems, prefix);
    this.prefix = prefix;
    this.sharing = new WeightSharing(drafts, prefix, places, problems);
  }

  /** Reads a block that is a part of another layer, which has no path of its own here. */
  Optional<Block> inner(ConfigNode.Mapping mapping, String what) {
    return blocks.read(mapping, what.replace("'", ""), List.of());
  }

  /** Names of all layers, in the order written. */
  List<String> names() {
    return List.copyOf(drafts.keySet());
  }

  /** The last layer that was written, if its name is its own. */
  Optional<String> last() {
    return last;
  }

  /** Whether every layer could be read. */
  boolean complete() {
    return complete && faulty.isEmpty();
  }

  /** Whether the names of all layers are known, even if not all could be read. */
  boolean namesKnown() {
    return namesKnown;
  }

  /** Takes note that something is missing. */
  void incomplete() {
    complete = false;
    namesKnown = false;
  }

  /** Names for the items, in order; none if there are too many. */
  List<String> namesOf(List<ConfigNode> items, Origin origin) {
    if (items.size() > MOST_LAYERS) {
      problems.add(
          Problem.at(Code.TOO_LARGE, origin, "the model has more than " + MOST_LAYERS + " layers"));
      incomplete();
      return List.of();
    }
    return new LayerNames(registries).of(items);
  }

  /**
   * Reads a layer.
   *
   * @param before what it reads if it does not say
   */
  void readLayer(ConfigNode item, String name, String before) {
    if (item instanceof ConfigNode.Broken) {
      incomplete();
      return;
    }
    places.layer(prefix + name, item);
    LayerDraft draft = draftReader.read(item, name, before);
    boolean readable = draft.copy() || draft.layer().isPresent();
    complete &= readable;
    namesKnown &= readable || DraftReader.has(item, "name");
    last = Optional.empty();
    if (claim(name, item.origin("name"))) {
      last = Optional.of(name);
      drafts.put(name, draft);
    } else {
      incomplete();
    }
  }

  /** Takes a name for a layer or input; reports if it is taken. */
  boolean claim(String name, Origin origin) {
    Origin other = named.putIfAbsent(name, origin);
    if (other != null) {
      problems.add(
          Problem.at(Code.DUPLICATE_NAME, origin, "two layers or inputs are called '" + name + "'")
              .noting("the other one is here", other));
    }
    return other == null;
  }

  /** A name that may be taken already. */
  void mention(String name, Origin origin) {
    named.putIfAbsent(name, origin);
  }

  /** The layers in an order in which each comes after what it reads, as written where possible. */
  List<LayerSpec> layers() {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    for (LayerDraft draft : drafts.values()) {
      int before = problems.count();
      reads.put(draft.name(), known(draft));
      if (problems.count() > before || draft.inputs().isEmpty()) {
        faulty.add(draft.name());
      }
    }
    List<String> order = new LayerOrder(reads, this::cycle).sorted();
    return few(order.stream().map(drafts::get).flatMap(draft -> spec(draft).stream()).toList());
  }

  /** The layers, unless they are too many when repetitions are counted, of blocks in blocks too. */
  private List<LayerSpec> few(List<LayerSpec> layers) {
    Optional<LayerSpec> tooMany = LayerCount.firstBeyond(MOST_LAYERS, layers);
    if (tooMany.isEmpty()) {
      return layers;
    }
    Origin place = drafts.get(tooMany.get().name()).node().origin();
    String message = "with this one, repetitions counted, there are more than %d layers";
    problems.add(Problem.at(Code.TOO_LARGE, place, message.formatted(MOST_LAYERS)));
    incomplete();
    return List.of();
  }

  private Optional<LayerSpec> spec(LayerDraft draft) {
    if (faulty.contains(draft.name())) {
      return Optional.empty();
    }
    Optional<Layer> layer = draft.layer();
    if (draft.copy()) {
      layer =
          Optional.ofNullable(drafts.get(draft.shared().get().name())).flatMap(LayerDraft::layer);
    }
    String weights =
        draft.shared().map(shared -> sharing.weights(draft, shared)).orElse(draft.name());
    boolean repeated = draft.repeat() > 1;
    List<String> inputs = draft.inputs().stream().map(Read::name).toList();
    Optional<LayerSpec> spec =
        layer.map(
            each ->
                new LayerSpec(
                    draft.name(),
                    repeated ? repeated(draft, each, weights.equals(draft.name())).block() : each,
                    inputs,
                    draft.trainable(),
                    weights));
    spec.ifPresent(made -> binder.sources().note(made, draft.node()));
    return spec;
  }

  private static Repetition repeated(LayerDraft draft, Layer layer, boolean named) {
    boolean oneSet = named && draft.shared().isPresent();
    return new Repetition(layer, draft.repeat(), draft.inputs().size(), oneSet);
  }

  private List<String> known(LayerDraft draft) {
    List<String> names = new ArrayList<>();
    for (Read read : draft.inputs()) {
      String layer = Network.layer(read.name());
      if (drafts.containsKey(layer)) {
        names.add(layer);
      } else if (!named.containsKey(read.name()) && namesKnown) {
        problems.add(
            Problem.at(
                    Code.UNKNOWN_INPUT,
                    read.origin(),
                    "layer '%s' reads '%s', which does not exist"
                        .formatted(prefix + draft.name(), read.name()))
                .expectingOneOf(others(draft), read.name()));
      }
    }
    if (draft.inputs().size() > 1 && draft.layer().filter(LayersReader::takesOne).isPresent()) {
      problems.add(
          Problem.at(
                  Code.WRONG_INPUT_COUNT,
                  draft.inputs().get(1).origin(),
                  "layer '%s' takes one input, not %d"
                      .formatted(draft.name(), draft.inputs().size()))
              .helping("join them by a layer such as concatenate or add first"));
    }
    draft.shared().ifPresent(shared -> sharing.check(draft, shared, namesKnown));
    return names;
  }

  private List<String> others(LayerDraft draft) {
    return named.keySet().stream().filter(name -> !name.equals(draft.name())).toList();
  }

  private static boolean takesOne(Layer layer) {
    try {
      return layer.getClass().getMethod("apply", LayerScope.class, List.class).getDeclaringClass()
          == Layer.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private void cycle(List<String> names) {
    Problem problem =
        Problem.at(
            Code.CIRCULAR_LAYERS,
            places.layer(prefix + names.get(0), "inputs"),
            "layers read each other in a circle: "
                + String.join(" ← ", names)
                + " ← "
                + names.get(0));
    for (int i = 1; i < names.size(); i++) {
      String read = names.get((i + 1) % names.size());
      problem =
          problem.noting(
              "'%s' reads '%s' here".formatted(names.get(i), read),
              places.layer(prefix + names.get(i), "inputs"));
    }
    problems.add(problem);
  }

  /** Layers that no layer reads. */
  List<String> ends() {
    Set<String> read =
        drafts.values().stream()
            .flatMap(draft -> draft.inputs().stream().map(Read::name).map(Network::layer))
            .collect(Collectors.toSet());
    return drafts.keySet().stream().filter(name -> !read.contains(name)).toList();
  }
}
