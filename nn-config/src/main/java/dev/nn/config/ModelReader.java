package dev.nn.config;

import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.ModelSpec;
import dev.nn.config.spec.OutputSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code model}. One object reads one model. */
final class ModelReader {
  /** A layer of this type is no layer: it declares an input. */
  private static final String INPUT_TYPE = "input";

  private final RecordBinder binder;
  private final Registries registries;
  private final Problems problems;
  private final Places places;
  private final LayersReader layers;

  private final Map<String, InputSpec> inputs = new LinkedHashMap<>();

  ModelReader(RecordBinder binder, Registries registries, Problems problems, Places places) {
    this.binder = binder;
    this.registries = registries;
    this.problems = problems;
    this.places = places;
    this.layers = new LayersReader(binder, registries, problems, places, "");
    binder.readBlocksBy(layers::inner);
  }

  /** Whether every input and layer could be read. */
  boolean complete() {
    return layers.complete();
  }

  /** Reads the whole section; what could not be read is left out. */
  ModelSpec read(ConfigNode.Mapping model, OutputReader outputReader) {
    boolean misspelt = checkKeys(model);
    model.get("inputs").ifPresent(this::readInputs);
    if (model.get("layers").isPresent()) {
      readLayers(model.get("layers").get());
    } else {
      layers.incomplete();
      if (!misspelt) {
        problems.add(
            Problem.at(Code.MISSING_KEY, model.origin(), "the key 'layers' is missing in 'model'"));
      }
    }
    int before = problems.count();
    List<LayerSpec> sorted = layers.layers();
    List<String> names = layers.names();
    List<OutputSpec> outputs =
        model
            .get("outputs")
            .map(each -> outputReader.several(each, names, layers.namesKnown()))
            .orElseGet(() -> outputReader.single(layers.last()));
    if (problems.count() == before && layers.complete() && !outputs.isEmpty()) {
      checkEnds(outputs);
    }
    return new ModelSpec(List.copyOf(inputs.values()), sorted, outputs);
  }

  /** Whether there is a key that nobody knows. */
  private boolean checkKeys(ConfigNode.Mapping model) {
    List<String> keys = List.of("layers", "inputs", "outputs");
    boolean unknown = false;
    for (Map.Entry<String, ConfigNode.Entry> entry : model.entries().entrySet()) {
      if (!keys.contains(entry.getKey())) {
        unknown = true;
        problems.add(
            Problem.at(
                    Code.UNKNOWN_KEY,
                    entry.getValue().keyOrigin(),
                    "unknown key '" + entry.getKey() + "' in 'model'")
                .expectingOneOf(keys, entry.getKey()));
      }
    }
    return unknown;
  }

  /** A layer that leads nowhere is a slip: it would be trained by nothing and read by no one. */
  private void checkEnds(List<OutputSpec> outputs) {
    List<String> read = outputs.stream().map(OutputSpec::layer).toList();
    layers.ends().stream()
        .filter(name -> !read.contains(name))
        .forEach(
            name ->
                problems.add(
                    Problem.at(
                            Code.DEAD_END,
                            places.layer(name),
                            "layer '"
                                + name
                                + "' leads nowhere: no layer reads it and it is no output")
                        .helping("name it in 'model.outputs' or in a layer's 'inputs'")));
  }

  private void readInputs(ConfigNode node) {
    for (ConfigNode item : binder.list(node, "'inputs' in 'model'")) {
      Optional<InputSpec> input =
          item instanceof ConfigNode.Scalar
              ? binder.value(String.class, item, "inputs").map(InputSpec::named)
              : binder.record(InputSpec.class, item, "an input of 'model'");
      input.ifPresentOrElse(spec -> addInput(spec, item), layers::incomplete);
    }
  }

  private void addInput(InputSpec spec, ConfigNode node) {
    if (layers.claim(spec.name(), node.origin("name"))) {
      inputs.put(spec.name(), spec);
      places.input(spec.name(), node);
    }
  }

  private void readLayers(ConfigNode node) {
    List<ConfigNode> items = binder.list(node, "'layers' in 'model'");
    if (items.stream().allMatch(this::isInput) && !(node instanceof ConfigNode.Broken)) {
      problems.add(
          Problem.at(Code.NO_LAYERS, node.origin(), "the model has no layers")
              .helping("list them under 'layers', such as - {type: dense, units: 1}"));
    }
    List<String> names = layers.namesOf(items, node.origin());
    boolean declared = !inputs.isEmpty();
    Optional<String> before = Optional.empty();
    for (int i = 0; i < names.size(); i++) {
      ConfigNode item = items.get(i);
      if (isInput(item)) {
        readInputLayer(item, names.get(i));
        declared = true;
      } else {
        layers.readLayer(item, names.get(i), before.orElseGet(() -> first(item)));
      }
      before = Optional.of(names.get(i));
    }
    if (!declared && !items.isEmpty()) {
      inputs.putIfAbsent(InputSpec.DEFAULT_NAME, InputSpec.named(InputSpec.DEFAULT_NAME));
      layers.mention(InputSpec.DEFAULT_NAME, node.origin());
    }
  }

  /** What the first layer reads if it does not say. */
  private String first(ConfigNode item) {
    boolean says = item instanceof ConfigNode.Mapping mapping && mapping.get("inputs").isPresent();
    if (inputs.size() > 1 && !says && !(item instanceof ConfigNode.Broken)) {
      problems.add(
          Problem.at(
                  Code.UNCLEAR_INPUT,
                  item.origin(),
                  "the model has several inputs, and this layer does not say which it reads")
              .expecting("'inputs' with one or more of " + String.join(", ", inputs.keySet()))
              .helping("add inputs: " + inputs.keySet().iterator().next()));
    }
    return inputs.keySet().stream().findFirst().orElse(InputSpec.DEFAULT_NAME);
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
    input.ifPresentOrElse(spec -> addInput(spec, item), layers::incomplete);
  }
}
