package dev.nn.config;

import dev.nn.api.data.DataSource;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.BackendSpec;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.ModelSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.config.spec.TrainSpec;
import dev.nn.config.spec.WarningsSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The top of a config to a spec. One object reads one config. */
final class ExperimentReader {
  private static final List<String> KEYS =
      List.of(
          "version",
          "name",
          "seed",
          "vars",
          "extends",
          "data",
          "model",
          "loss",
          "metrics",
          "optimizer",
          "train",
          "callbacks",
          "backend",
          "warnings");

  private final ConfigNode.Mapping root;
  private final String defaultName;
  private final Registries registries;
  private final Backends backends;
  private final Problems problems;
  private final Places places;
  private final RecordBinder binder;

  ExperimentReader(
      ConfigNode.Mapping root,
      Path base,
      String defaultName,
      Registries registries,
      Backends backends,
      Problems problems) {
    this.root = root;
    this.defaultName = defaultName;
    this.registries = registries;
    this.backends = backends;
    this.problems = problems;
    this.places = new Places(root);
    this.binder = new RecordBinder(registries, problems, base, places.sources());
  }

  Places places() {
    return places;
  }

  /**
   * Reads everything.
   *
   * @throws ConfigException with every problem, also those noted before
   */
  ExperimentSpec read() {
    root.entries()
        .forEach(
            (key, entry) -> {
              if (!KEYS.contains(key)) {
                problems.add(
                    Problem.at(
                            Code.UNKNOWN_KEY,
                            entry.keyOrigin(),
                            "unknown key '" + key + "' in the config")
                        .expectingOneOf(KEYS, key));
              }
            });
    WarningsSpec warnings =
        root.get("warnings")
            .map(new WarningsReader(binder, problems)::read)
            .orElse(WarningsSpec.ALL);
    version();
    String name = name();
    long seed =
        root.get("seed")
            .flatMap(node -> binder.value(Long.class, node, "seed"))
            .orElse(ExperimentSpec.DEFAULT_SEED);
    Optional<DataSource> data = required(Kind.DATA, "data");
    Optional<ModelSpec> model = model();
    Optional<Optimizer> optimizer = required(Kind.OPTIMIZER, "optimizer");
    Optional<TrainSpec> train =
        binder.record(
            TrainSpec.class,
            root.get("train").orElseGet(this::empty),
            "'train'",
            List.of("class_weight"));
    Optional<ClassWeight> classWeight = classWeight();
    List<Callback> callbacks = callbacks();
    Optional<BackendSpec> backend =
        root.get("backend").map(this::backend).orElse(Optional.of(BackendSpec.DEFAULT));
    problems.throwIfAny();
    return new ExperimentSpec(
        ExperimentSpec.VERSION,
        name,
        seed,
        data.orElseThrow(),
        model.orElseThrow(),
        optimizer.orElseThrow(),
        train.orElseThrow(),
        classWeight,
        callbacks,
        backend.orElseThrow(),
        warnings);
  }

  private Optional<ClassWeight> classWeight() {
    Optional<ConfigNode> node =
        root.get("train")
            .filter(ConfigNode.Mapping.class::isInstance)
            .flatMap(train -> ((ConfigNode.Mapping) train).get("class_weight"))
            .filter(each -> !(each instanceof ConfigNode.Scalar scalar && scalar.isNull()));
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String what = "'class_weight' in 'train'";
    if (node.get() instanceof ConfigNode.Scalar scalar) {
      if (!scalar.text().equals(ClassWeight.BALANCED)) {
        problems.add(
            Problem.at(
                    Code.UNKNOWN_CHOICE, scalar.origin(), what + " cannot be " + scalar.describe())
                .expecting("'balanced', or a mapping from classes to weights"));
      }
      return Optional.of(new ClassWeight(true, Map.of()));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    binder
        .mapping(node.get(), what)
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach(
                        (label, entry) ->
                            weight(label, entry.value())
                                .ifPresent(weight -> weights.put(label, weight))));
    return Optional.of(new ClassWeight(false, weights));
  }

  private Optional<Double> weight(String label, ConfigNode node) {
    Optional<Double> weight = binder.value(Double.class, node, "train.class_weight." + label);
    weight
        .filter(each -> !(each >= 0 && each < Double.POSITIVE_INFINITY))
        .ifPresent(
            each ->
                problems.add(
                    Problem.at(
                            Code.OUT_OF_RANGE,
                            node.origin(),
                            "the weight of class '" + label + "' is " + each)
                        .expecting("a number ≥ 0")));
    return weight;
  }

  private ConfigNode empty() {
    return ConfigNode.Mapping.of(Map.of(), root.origin());
  }

  private void version() {
    root.get("version")
        .ifPresent(
            node ->
                binder
                    .value(Integer.class, node, "version")
                    .filter(version -> version != ExperimentSpec.VERSION)
                    .ifPresent(
                        version ->
                            problems.add(
                                Problem.at(
                                        Code.UNKNOWN_VERSION,
                                        node.origin(),
                                        "this nn does not know version " + version)
                                    .expecting("version 1"))));
  }

  /** The name is that of a folder. */
  private String name() {
    Optional<ConfigNode> node = root.get("name");
    Optional<String> name = node.flatMap(each -> binder.value(String.class, each, "name"));
    name.filter(text -> !text.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}"))
        .ifPresent(
            text ->
                problems.add(
                    Problem.at(
                            Code.WRONG_NAME,
                            node.get().origin(),
                            "'" + text + "' cannot name a folder of runs")
                        .expecting(
                            "up to 100 letters, digits, _, - and ., not beginning with - or .")));
    return name.orElse(defaultName);
  }

  private <T> Optional<T> required(Kind<T> kind, String key) {
    Optional<ConfigNode> node = root.get(key);
    if (node.isEmpty()) {
      missing(key, "in the config");
      return Optional.empty();
    }
    return binder.part(kind, node.get(), "'" + key + "'").map(Bound::part);
  }

  private void missing(String key, String where) {
    boolean misspelt =
        root.entries().keySet().stream()
            .filter(written -> !KEYS.contains(written))
            .anyMatch(
                written ->
                    dev.nn.config.problem.NearestName.of(written, KEYS)
                        .filter(key::equals)
                        .isPresent());
    if (!misspelt) {
      problems.add(
          Problem.at(Code.MISSING_KEY, root.origin(), "the key '" + key + "' is missing " + where));
    }
  }

  private Optional<ModelSpec> model() {
    OutputReader outputReader = new OutputReader(root, binder, problems, places);
    Optional<ConfigNode> node = root.get("model");
    if (node.isEmpty()) {
      missing("model", "in the config");
    }
    Optional<ConfigNode.Mapping> written = node.flatMap(each -> binder.mapping(each, "'model'"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    ConfigNode.Mapping model = written.get();
    List<String> keys = List.of("layers", "inputs", "outputs");
    boolean layersMisspelt = false;
    for (Map.Entry<String, ConfigNode.Entry> entry : model.entries().entrySet()) {
      if (!keys.contains(entry.getKey())) {
        layersMisspelt = true;
        problems.add(
            Problem.at(
                    Code.UNKNOWN_KEY,
                    entry.getValue().keyOrigin(),
                    "unknown key '" + entry.getKey() + "' in 'model'")
                .expectingOneOf(keys, entry.getKey()));
      }
    }
    ModelReader reader = new ModelReader(binder, registries, problems, places);
    model.get("inputs").ifPresent(reader::readInputs);
    if (model.get("layers").isPresent()) {
      reader.readLayers(model.get("layers").get());
    } else if (!layersMisspelt) {
      problems.add(
          Problem.at(Code.MISSING_KEY, model.origin(), "the key 'layers' is missing in 'model'"));
    }
    int before = problems.count();
    List<dev.nn.config.spec.LayerSpec> layers = reader.layers();
    List<String> names = reader.names();
    Optional<String> last =
        names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
    List<OutputSpec> outputs =
        model
            .get("outputs")
            .map(each -> outputReader.several(each, names, reader.complete()))
            .orElseGet(() -> outputReader.single(last));
    if (problems.count() == before && reader.complete() && !outputs.isEmpty()) {
      checkEnds(reader.ends(), outputs);
    }
    return Optional.of(new ModelSpec(reader.inputs(), layers, outputs));
  }

  /** A layer that leads nowhere is a slip: it would be trained by nothing and read by no one. */
  private void checkEnds(List<String> ends, List<OutputSpec> outputs) {
    List<String> read = outputs.stream().map(OutputSpec::layer).toList();
    ends.stream()
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

  private List<Callback> callbacks() {
    List<Callback> callbacks = new ArrayList<>();
    root.get("callbacks")
        .ifPresent(
            node ->
                binder
                    .list(node, "'callbacks'")
                    .forEach(
                        item ->
                            binder
                                .part(Kind.CALLBACK, item, "'callbacks'")
                                .map(Bound::part)
                                .ifPresent(callbacks::add)));
    return callbacks;
  }

  private Optional<BackendSpec> backend(ConfigNode node) {
    ConfigNode keys =
        node instanceof ConfigNode.Scalar scalar && scalar.isText()
            ? ConfigNode.Mapping.of(
                Map.of("type", new ConfigNode.Entry(node.origin(), node)), node.origin())
            : node;
    Optional<BackendSpec> spec = binder.record(BackendSpec.class, keys, "'backend'");
    // The standard backend may be named where it is not installed: a model trained with it can
    // be looked at, and run by another.
    if (spec.isEmpty() || spec.get().type().equals(BackendSpec.DEFAULT.type())) {
      return spec;
    }
    String wanted = spec.get().type();
    return backends
        .find(wanted)
        .map(provider -> new BackendSpec(provider.name(), spec.get().threads()))
        .or(
            () -> {
              List<String> known = new ArrayList<>(backends.names());
              if (!known.contains(BackendSpec.DEFAULT.type())) {
                known.add(BackendSpec.DEFAULT.type());
              }
              problems.add(
                  Problem.at(
                          Code.UNKNOWN_BACKEND,
                          places.path("backend.type"),
                          "unknown backend '" + wanted + "'")
                      .expectingOneOf(known, wanted));
              return Optional.empty();
            });
  }
}
