package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code model.inputs} and {@code model.layers}. One object reads one model. */
final class ModelReader {
  /** A layer of this type is no layer: it declares an input. */
  private static final String INPUT_TYPE = "input";

  /** Sorting follows chains of layers by recursion; the deepest published networks have 1000. */
  private static final int MOST_LAYERS = 5000;

  private static final List<String> PLACE_KEYS = List.of("name", "inputs", "trainable");

  private final RecordBinder binder;
  private final Registries registries;
  private final Problems problems;
  private final Places places;

  private final Map<String, InputSpec> inputs = new LinkedHashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /** Where every name of a layer or input is written. */
  private final Map<String, Origin> named = new LinkedHashMap<>();

  /** False once a layer could not be read, so that its name may be missing. */
  private boolean complete = true;

  /** A layer whose inputs are not looked at yet. */
  private record Draft(
      String name, Optional<Layer> layer, List<Read> inputs, boolean trainable, Origin origin) {}

  /** A name and where it is read. */
  private record Read(String name, Origin origin) {}

  ModelReader(RecordBinder binder, Registries registries, Problems problems, Places places) {
    this.binder = binder;
    this.registries = registries;
    this.problems = problems;
    this.places = places;
  }

  /** Inputs as far as they could be read. */
  List<InputSpec> inputs() {
    return List.copyOf(inputs.values());
  }

  /** Names of all layers, in the order written. */
  List<String> names() {
    return List.copyOf(drafts.keySet());
  }

  /** Whether every layer could be read. */
  boolean complete() {
    return complete;
  }

  void readInputs(ConfigNode node) {
    for (ConfigNode item : binder.list(node, "'inputs' in 'model'")) {
      Optional<InputSpec> input =
          item instanceof ConfigNode.Scalar
              ? binder.value(String.class, item, "inputs").map(InputSpec::named)
              : binder.record(InputSpec.class, item, "an input of 'model'");
      complete &= input.isPresent();
      input.ifPresent(spec -> addInput(spec, item));
    }
  }

  private void addInput(InputSpec spec, ConfigNode node) {
    if (claim(spec.name(), nameOrigin(node))) {
      inputs.put(spec.name(), spec);
      places.input(spec.name(), node);
    }
  }

  void readLayers(ConfigNode node) {
    List<ConfigNode> items = binder.list(node, "'layers' in 'model'");
    if (items.isEmpty() && !(node instanceof ConfigNode.Broken)) {
      problems.add(Problem.at(node.origin(), "the model has no layers"));
    }
    if (items.size() > MOST_LAYERS) {
      problems.add(Problem.at(node.origin(), "the model has more than " + MOST_LAYERS + " layers"));
      complete = false;
      return;
    }
    List<String> names = new LayerNames(registries).of(items);
    boolean declared = !inputs.isEmpty();
    Optional<String> before = Optional.empty();
    for (int i = 0; i < items.size(); i++) {
      ConfigNode item = items.get(i);
      if (item instanceof ConfigNode.Broken) {
        complete = false;
      } else if (isInput(item)) {
        readInputLayer(item, names.get(i));
        declared = true;
      } else {
        readLayer(item, names.get(i), before.or(() -> first(item)));
      }
      before = Optional.of(names.get(i));
    }
    if (!declared && items.size() > 0) {
      inputs.putIfAbsent(InputSpec.DEFAULT_NAME, InputSpec.named(InputSpec.DEFAULT_NAME));
      named.putIfAbsent(InputSpec.DEFAULT_NAME, node.origin());
    }
  }

  /** What the first layer reads if it does not say. */
  private Optional<String> first(ConfigNode item) {
    if (inputs.size() > 1
        && !(item instanceof ConfigNode.Mapping mapping && mapping.get("inputs").isPresent())) {
      problems.add(
          Problem.at(item.origin(), "the model has several inputs, and this layer reads none")
              .expecting("inputs: a list of " + String.join(", ", inputs.keySet())));
    }
    return Optional.of(inputs.keySet().stream().findFirst().orElse(InputSpec.DEFAULT_NAME));
  }

  private boolean isInput(ConfigNode item) {
    ConfigNode type =
        item instanceof ConfigNode.Mapping mapping ? mapping.get("type").orElse(item) : item;
    return type instanceof ConfigNode.Scalar scalar
        && scalar.text().equals(INPUT_TYPE)
        && registries.of(Kind.LAYER).find(INPUT_TYPE).isEmpty();
  }

  private void readInputLayer(ConfigNode item, String name) {
    if (!(item instanceof ConfigNode.Mapping mapping)) {
      addInput(InputSpec.named(name), item);
      return;
    }
    ConfigNode.Mapping keys = mapping.without("type");
    if (keys.get("name").isEmpty()) {
      keys = keys.with("name", item.origin(), ConfigNode.Scalar.of(name, false, item.origin()));
    }
    Optional<InputSpec> input = binder.record(InputSpec.class, keys, "input '" + name + "'");
    complete &= input.isPresent();
    input.ifPresent(spec -> addInput(spec, item));
  }

  private void readLayer(ConfigNode item, String name, Optional<String> before) {
    places.layer(name, item);
    boolean unnamed =
        !(item instanceof ConfigNode.Mapping written) || written.get("name").isEmpty();
    Optional<Layer> layer =
        binder
            .part(Kind.LAYER, item, "layer '" + name + "'", PLACE_KEYS, unnamed ? "" : name)
            .map(Bound::part);
    complete &= layer.isPresent();
    boolean trainable = true;
    List<Read> reads = List.of(new Read(before.orElse(InputSpec.DEFAULT_NAME), item.origin()));
    if (item instanceof ConfigNode.Mapping mapping) {
      mapping.get("name").ifPresent(node -> checkName(node, name));
      trainable =
          mapping
              .get("trainable")
              .flatMap(node -> binder.value(Boolean.class, node, "trainable"))
              .orElse(true);
      Optional<ConfigNode> written = mapping.get("inputs");
      if (written.isPresent()) {
        reads = reads(written.get(), name);
      }
    }
    if (claim(name, nameOrigin(item))) {
      drafts.put(name, new Draft(name, layer, reads, trainable, item.origin()));
    }
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
          Problem.at(node.origin(), "layer '" + layer + "' reads nothing")
              .expecting("at least one input, or no key 'inputs' for the layer before"));
    }
    return reads;
  }

  /** Names are parts of paths, of {@code --set} and of files. */
  private void checkName(ConfigNode node, String name) {
    if (binder.value(String.class, node, "name").isPresent()
        && !name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      problems.add(
          Problem.at(node.origin(), "'" + name + "' cannot be a layer's name")
              .expecting("a letter or _, then letters, digits, _ or -"));
    }
  }

  private boolean claim(String name, Origin origin) {
    Origin other = named.putIfAbsent(name, origin);
    if (other != null) {
      problems.add(
          Problem.at(origin, "two layers or inputs are called '" + name + "'")
              .noting("the other one is at " + other));
    }
    return other == null;
  }

  private static Origin nameOrigin(ConfigNode node) {
    return node instanceof ConfigNode.Mapping mapping
        ? mapping.get("name").map(ConfigNode::origin).orElse(node.origin())
        : node.origin();
  }

  /** The layers in an order in which each comes after what it reads, as written where possible. */
  List<LayerSpec> layers() {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    drafts.values().forEach(draft -> reads.put(draft.name(), known(draft)));
    List<String> order = new ArrayList<>();
    Map<String, Boolean> finished = new HashMap<>();
    for (String name : reads.keySet()) {
      visit(name, reads, finished, new ArrayList<>(), order);
    }
    return order.stream()
        .map(drafts::get)
        .filter(draft -> draft.layer().isPresent())
        .map(
            draft ->
                new LayerSpec(
                    draft.name(),
                    draft.layer().get(),
                    draft.inputs().stream().map(Read::name).toList(),
                    draft.trainable()))
        .toList();
  }

  private List<String> known(Draft draft) {
    List<String> names = new ArrayList<>();
    for (Read read : draft.inputs()) {
      if (drafts.containsKey(read.name())) {
        names.add(read.name());
      } else if (!named.containsKey(read.name()) && complete) {
        problems.add(
            Problem.at(
                    read.origin(),
                    "layer '%s' reads '%s', which does not exist"
                        .formatted(draft.name(), read.name()))
                .expectingOneOf(
                    named.keySet().stream().filter(name -> !name.equals(draft.name())).toList(),
                    read.name()));
      }
    }
    if (draft.inputs().size() > 1 && draft.layer().filter(ModelReader::takesOne).isPresent()) {
      problems.add(
          Problem.at(
                  draft.inputs().get(1).origin(),
                  "layer '%s' takes one input, not %d"
                      .formatted(draft.name(), draft.inputs().size()))
              .helping("join them by a layer such as concatenate or add first"));
    }
    return names;
  }

  private static boolean takesOne(Layer layer) {
    try {
      return layer.getClass().getMethod("apply", LayerScope.class, List.class).getDeclaringClass()
          == Layer.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Depth first; {@code finished} is false while a layer's inputs are being visited. */
  private void visit(
      String name,
      Map<String, List<String>> reads,
      Map<String, Boolean> finished,
      List<String> path,
      List<String> order) {
    if (finished.containsKey(name)) {
      if (!finished.get(name)) {
        cycle(path.subList(path.indexOf(name), path.size()));
      }
      return;
    }
    finished.put(name, false);
    path.add(name);
    for (String read : reads.get(name)) {
      visit(read, reads, finished, path, order);
    }
    path.remove(path.size() - 1);
    finished.put(name, true);
    order.add(name);
  }

  private void cycle(List<String> names) {
    Problem problem =
        Problem.at(
            places.layer(names.get(0), "inputs"),
            "layers read each other in a circle: "
                + String.join(" ← ", names)
                + " ← "
                + names.get(0));
    for (String name : names) {
      problem = problem.noting("'%s' is at %s".formatted(name, drafts.get(name).origin()));
    }
    problems.add(problem);
  }

  /** Layers that no layer reads. */
  List<String> ends() {
    Set<String> read =
        drafts.values().stream()
            .flatMap(draft -> draft.inputs().stream().map(Read::name))
            .collect(Collectors.toSet());
    return drafts.keySet().stream().filter(name -> !read.contains(name)).toList();
  }
}
