package dev.nn.config;

import dev.nn.api.data.DataSource;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.BackendSpec;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.ModelSpec;
import dev.nn.config.spec.TrainSpec;
import dev.nn.config.spec.WarningsSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The top of a config to a spec. One object reads one config. */
final class ExperimentReader {
  private final ConfigNode.Mapping root;
  private final String defaultName;
  private final Registries registries;
  private final Backends backends;
  private final Problems problems;
  private final Places places;
  private final RecordBinder binder;
  private final TopKeys topKeys;
  private final Path base;

  ExperimentReader(
      ConfigNode.Mapping root,
      Path base,
      String defaultName,
      Registries registries,
      Backends backends,
      Problems problems) {
    this.root = root;
    this.base = base;
    this.defaultName = defaultName;
    this.registries = registries;
    this.backends = backends;
    this.problems = problems;
    this.places = new Places(root);
    this.topKeys = new TopKeys(root, problems);
    this.binder = new RecordBinder(registries, problems, base, places.sources());
  }

  /** Reads everything, and takes note of everything that is wrong. */
  Reading read() {
    topKeys.checkKnown();
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
    OutputReader outputs = new OutputReader(root, binder, problems, places);
    if (root.get("loss").isEmpty() && !hasOutputs()) {
      topKeys.missing("loss");
    }
    ModelReader reader = new ModelReader(binder, registries, problems, places);
    Optional<ModelSpec> model = model().map(written -> reader.read(written, outputs));
    Optional<Optimizer> optimizer = required(Kind.OPTIMIZER, "optimizer");
    Optional<TrainSpec> train =
        binder.record(
            TrainSpec.class,
            root.get("train").orElseGet(this::empty),
            "'train'",
            List.of("class_weight"));
    Optional<ClassWeight> classWeight =
        root.get("train").flatMap(new ClassWeightReader(binder, problems)::read);
    List<Callback> callbacks = callbacks();
    Optional<BackendSpec> backend =
        root.get("backend").map(this::backend).orElse(Optional.of(BackendSpec.DEFAULT));
    PartialSpec partial =
        new PartialSpec(
            base,
            seed,
            data,
            model.orElse(new ModelSpec(List.of(), List.of(), List.of())),
            reader.complete(),
            outputs.complete(),
            optimizer.map(Optimizer::patterns).orElse(Set.of()),
            train.map(TrainSpec::dtype).orElse(TrainSpec.Precision.FLOAT32).dataType(),
            classWeight);
    if (!problems.none()) {
      return new Reading(partial, Optional.empty(), places);
    }
    ExperimentSpec whole =
        new ExperimentSpec(
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
    return new Reading(partial, Optional.of(whole), places);
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
                            "up to 100 letters, digits, _, - and ., not beginning with - or .")
                        .suggesting(FolderNames.safe(text))));
    return name.orElse(defaultName);
  }

  private <T> Optional<T> required(Kind<T> kind, String key) {
    Optional<ConfigNode> node = root.get(key);
    if (node.isEmpty()) {
      topKeys.missing(key);
      return Optional.empty();
    }
    return binder.part(kind, node.get(), "'" + key + "'").map(Bound::part);
  }

  private Optional<ConfigNode.Mapping> model() {
    Optional<ConfigNode> node = root.get("model");
    if (node.isEmpty()) {
      topKeys.missing("model");
    }
    if (node.orElse(null) instanceof ConfigNode.Sequence list) {
      problems.add(
          Problem.at(Code.WRONG_TYPE, list.origin(), "'model' must be a mapping, found a list")
              .helping("write 'layers:' before the list, and indent it further"));
      return Optional.empty();
    }
    return node.flatMap(each -> binder.mapping(each, "'model'"));
  }

  /** Whether there are outputs that may have their own losses. */
  private boolean hasOutputs() {
    return root.get("model")
        .filter(ConfigNode.Mapping.class::isInstance)
        .flatMap(model -> ((ConfigNode.Mapping) model).get("outputs"))
        .isPresent();
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
