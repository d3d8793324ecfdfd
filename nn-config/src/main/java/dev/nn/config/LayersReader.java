package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.config.LayerDraft.Read;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
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
  private static final int MOST_LAYERS = 5000;

  private static final List<String> PLACE_KEYS =
      List.of("name", "inputs", "trainable", "repeat", "shared");

  private final RecordBinder binder;
  private final Registries registries;
  private final Problems problems;
  private final Places places;
  private final BlockReader blocks;

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
    boolean trainable = true;
    int repeat = 1;
    Optional<Read> shared = Optional.empty();
    List<Read> reads = List.of(new Read(before, item.origin()));
    boolean borrowed = false;
    if (item instanceof ConfigNode.Mapping mapping) {
      mapping.get("name").ifPresent(node -> checkName(node, name));
      trainable = value(mapping, "trainable", Boolean.class).orElse(true);
      repeat = repeat(mapping);
      shared =
          value(mapping, "shared", String.class).map(to -> new Read(to, origin(mapping, "shared")));
      Optional<ConfigNode> written = mapping.get("inputs");
      if (written.isPresent()) {
        reads = reads(written.get(), name);
      }
      borrowed = shared.isPresent() && mapping.get("type").isEmpty();
      if (borrowed) {
        onlyPlaceKeys(mapping, name);
      }
    }
    Optional<Layer> layer = borrowed ? Optional.empty() : layer(item, name);
    boolean readable = borrowed || layer.isPresent();
    complete &= readable;
    namesKnown &= readable || has(item, "name");
    last = Optional.empty();
    if (claim(name, nameOrigin(item))) {
      last = Optional.of(name);
      drafts.put(
          name, new LayerDraft(name, layer, reads, trainable, repeat, shared, borrowed, item));
    } else {
      incomplete();
    }
  }

  private Optional<Layer> layer(ConfigNode item, String name) {
    if (blocks.isBlock(item)) {
      return blocks
          .read((ConfigNode.Mapping) item, prefix + name, PLACE_KEYS)
          .map(Layer.class::cast);
    }
    return binder
        .part(
            Kind.LAYER,
            item,
            has(item, "name") || has(item, "type") ? "layer '" + prefix + name + "'" : "this layer",
            PLACE_KEYS,
            has(item, "name") ? name : "")
        .map(Bound::part);
  }

  private static boolean has(ConfigNode item, String key) {
    return item instanceof ConfigNode.Mapping mapping && mapping.get(key).isPresent();
  }

  private <T> Optional<T> value(ConfigNode.Mapping mapping, String key, Class<T> type) {
    return mapping.get(key).flatMap(node -> binder.value(type, node, key));
  }

  private int repeat(ConfigNode.Mapping mapping) {
    int repeat = value(mapping, "repeat", Integer.class).orElse(1);
    if (repeat < 1 || repeat > MOST_LAYERS) {
      problems.add(
          Problem.at(
                  Code.OUT_OF_RANGE,
                  origin(mapping, "repeat"),
                  "'repeat' must be from 1 to %d, found %d".formatted(MOST_LAYERS, repeat))
              .expecting("from 1 to " + MOST_LAYERS));
      return 1;
    }
    return repeat;
  }

  private void onlyPlaceKeys(ConfigNode.Mapping mapping, String name) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!PLACE_KEYS.contains(key)) {
                problems.add(
                    Problem.at(
                            Code.COPY_WITH_KEYS,
                            entry.keyOrigin(),
                            "layer '%s' is a copy of what it shares, so it has no key '%s'"
                                .formatted(name, key))
                        .helping("add its 'type' to change other keys"));
              }
            });
  }

  private List<Read> reads(ConfigNode node, String layer) {
    List<Read> reads = new ArrayList<>();
    for (ConfigNode item : binder.list(node, "'inputs' in layer '" + layer + "'")) {
      binder
          .value(String.class, item, "inputs")
          .ifPresent(name -> reads.add(new Read(name, item.origin())));
    }
    if (node instanceof ConfigNode.Sequence list && list.items().isEmpty()) {
      problems.add(
          Problem.at(Code.NO_INPUTS, node.origin(), "layer '" + layer + "' reads nothing")
              .expecting("at least one input, or no key 'inputs' for the layer before"));
    }
    return reads;
  }

  /** Names are parts of paths, of {@code --set} and of files. */
  private void checkName(ConfigNode node, String name) {
    if (binder.value(String.class, node, "name").isPresent()
        && !name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      problems.add(
          Problem.at(Code.WRONG_NAME, node.origin(), "'" + name + "' cannot be a layer's name")
              .expecting("a letter or _, then letters, digits, _ or -")
              .suggesting(name.replaceAll("[^A-Za-z0-9_-]", "_").replaceFirst("^(?=[0-9-])", "_")));
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

  static Origin nameOrigin(ConfigNode node) {
    return node instanceof ConfigNode.Mapping mapping ? origin(mapping, "name") : node.origin();
  }

  static Origin origin(ConfigNode.Mapping mapping, String key) {
    return mapping.get(key).map(ConfigNode::origin).orElse(mapping.origin());
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
