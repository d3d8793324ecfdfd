package dev.nn.config;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Spec and data to a network and its objectives; reports where they do not fit each other. */
final class NetworkAssembler {
  /** Any size would do to look at shapes; two, so that a batch is not taken for a single row. */
  private static final int BATCH = 2;

  private final Experiment experiment;
  private final ExperimentSpec spec;
  private final Places places;
  private final Problems problems;

  /** What the data call an input, by what the model calls it. */
  private final Map<String, String> dataNames = new HashMap<>();

  NetworkAssembler(Experiment experiment, Places places, Problems problems) {
    this.experiment = experiment;
    this.spec = experiment.spec();
    this.places = places;
    this.problems = problems;
  }

  Assembly assemble(PreparedData data) {
    Map<String, TensorType> examples = new LinkedHashMap<>();
    for (InputSpec input : spec.model().inputs()) {
      dataName(input, data)
          .ifPresent(
              name -> {
                dataNames.put(input.name(), name);
                examples.put(input.name(), example(input, data.train().inputs().get(name)));
              });
    }
    problems.throwIfAny();
    Network network = network(examples);
    NetworkWriter.Forward forward = write(network);
    Map<String, Value> values = forward.values();
    checkPatterns(forward);
    new IndexChecks(places, problems).check(values.values(), data);
    List<Objective> objectives = new ArrayList<>();
    OutputChecks checks = new OutputChecks(places, problems);
    Optional<ClassWeights> classWeights =
        spec.classWeight().map(weight -> new ClassWeights(weight, places, problems));
    for (OutputSpec output : spec.model().outputs()) {
      target(output, data)
          .ifPresent(
              target -> {
                int before = problems.count();
                checkUnits(output, values.get(output.layer()).shape(), data, target);
                if (problems.count() == before) {
                  Tensor example = data.train().targets().get(target);
                  checks.check(output, values.get(output.layer()), example);
                }
                Shape made = values.get(output.layer()).shape();
                List<Double> weights =
                    classWeights
                        .map(
                            each ->
                                each.of(
                                    output,
                                    data.classNames(target),
                                    data.train().targets().get(target),
                                    made.rank() == 0 ? 1 : made.size(-1)))
                        .orElse(List.of());
                objectives.add(
                    new Objective(
                        output.layer(),
                        target,
                        output.loss(),
                        output.weight(),
                        output.metrics(),
                        weights));
              });
    }
    if (problems.count() == 0) {
      classWeights.ifPresent(ClassWeights::finish);
    }
    problems.throwIfAny();
    return new Assembly(network, objectives);
  }

  /** Checks what can be checked without data: the layers' shapes, if every input states its own. */
  void checkStatedShapes() {
    Map<String, TensorType> examples = new LinkedHashMap<>();
    for (InputSpec input : spec.model().inputs()) {
      input
          .shape()
          .ifPresent(
              shape ->
                  examples.put(
                      input.name(),
                      new TensorType(
                          input.dtype().orElse(spec.train().dtype().dataType()), Shape.of(shape))));
    }
    if (examples.size() == spec.model().inputs().size()) {
      checkPatterns(write(network(examples)));
      problems.throwIfAny();
    }
  }

  private void checkPatterns(NetworkWriter.Forward forward) {
    List<String> paths =
        forward.variables().stream()
            .map(NetworkWriter.Declared::variable)
            .filter(variable -> variable.role() != Variable.Role.STATE)
            .map(Variable::variable)
            .toList();
    new PatternChecks(places, problems).check(spec.optimizer().patterns(), paths);
  }

  private Optional<String> dataName(InputSpec input, PreparedData data) {
    Set<String> names = data.train().inputs().keySet();
    if (names.contains(input.name())) {
      return Optional.of(input.name());
    }
    // With one input on either side there is no doubt which is meant.
    if (names.size() > 1 || spec.model().inputs().size() > 1) {
      problems.add(
          Problem.at(
                  Code.UNKNOWN_DATA_INPUT,
                  places.input(input.name(), "name"),
                  "the data have no input '" + input.name() + "'")
              .expectingOneOf(names, input.name())
              .noting(
                  "the model's inputs are "
                      + spec.model().inputs().stream()
                          .map(InputSpec::name)
                          .collect(Collectors.joining(", "))
                      + "; those of the data are "
                      + String.join(", ", names)));
      return Optional.empty();
    }
    String only = names.iterator().next();
    if (find(only).isPresent()) {
      problems.add(
          Problem.at(
                  Code.LAYER_NAMED_AS_DATA,
                  places.layer(only, "name"),
                  "'" + only + "' is what the data call their input, so no layer can be called so")
              .helping("give the layer another name"));
    }
    return Optional.of(only);
  }

  private TensorType example(InputSpec input, Tensor tensor) {
    Shape shape = tensor.shape().withoutBatch();
    if (input.shape().isPresent() && !input.shape().get().equals(shape.toList())) {
      problems.add(
          Problem.at(
              Code.OTHER_SHAPE_IN_DATA,
              places.input(input.name(), "shape"),
              "an example of '%s' has shape %s in the data, not %s"
                  .formatted(input.name(), shape, input.shape().get())));
    }
    DataType found = tensor.type().dtype();
    DataType stated = input.dtype().orElse(found);
    if (stated != found && !(stated.isFloating() && found.isFloating())) {
      problems.add(
          Problem.at(
              Code.OTHER_DTYPE_IN_DATA,
              places.input(input.name(), "dtype"),
              "'%s' is %s in the data, not %s".formatted(input.name(), found, stated)));
    }
    return new TensorType(modelType(stated), shape);
  }

  /** All floating values of a model have the one type that {@code train.dtype} says. */
  private DataType modelType(DataType dtype) {
    return dtype.isFloating() ? spec.train().dtype().dataType() : dtype;
  }

  private Network network(Map<String, TensorType> examples) {
    return new Network(
        spec.model().inputs().stream()
            .map(input -> new Network.Input(renamed(input.name()), examples.get(input.name())))
            .toList(),
        spec.model().layers().stream()
            .map(
                layer ->
                    new Network.Node(
                        layer.name(),
                        layer.layer(),
                        layer.inputs().stream().map(this::renamed).toList(),
                        layer.trainable(),
                        layer.weights()))
            .toList(),
        spec.model().outputs().stream().map(OutputSpec::layer).toList());
  }

  /** The network calls its inputs as the data do. */
  private String renamed(String name) {
    return dataNames.getOrDefault(name, name);
  }

  /** Shapes come from writing the formulas down once; nothing is computed. */
  private NetworkWriter.Forward write(Network network) {
    try {
      return new NetworkWriter(new GraphBuilder(), spec.train().dtype().dataType(), true)
          .write(network, BATCH);
    } catch (NetworkException e) {
      throw experiment.shapeProblem(e);
    }
  }

  private Optional<String> target(OutputSpec output, PreparedData data) {
    Map<String, Tensor> targets = data.train().targets();
    String name = output.target().orElse(output.layer());
    if (targets.containsKey(name)) {
      return Optional.of(name);
    }
    if (output.target().isEmpty() && targets.size() == 1) {
      return Optional.of(targets.keySet().iterator().next());
    }
    Problem problem =
        Problem.at(
                Code.UNKNOWN_TARGET,
                places.output(output.layer(), "target"),
                "the data have no target '" + name + "' for output '" + output.layer() + "'")
            .expectingOneOf(targets.keySet(), name);
    problems.add(problem);
    return Optional.empty();
  }

  private void checkUnits(OutputSpec output, Shape shape, PreparedData data, String target) {
    if (shape.rank() < 2) {
      return; // The loss knows whether that will do.
    }
    int units = shape.size(-1);
    int classes = data.classNames(target).size();
    TargetKind kind = output.loss().targetKind();
    Shape expected = data.train().targets().get(target).shape();
    if (kind == TargetKind.CLASS_INDEX || kind == TargetKind.ONE_HOT) {
      if (classes > 0 && units != classes) {
        mismatch(
            output, "the data have %s".formatted(classes(data.classNames(target))), units, classes);
      }
    } else if (expected.rank() == shape.rank() && units != expected.size(-1)) {
      int columns = expected.size(-1);
      String has =
          kind == TargetKind.BINARY && columns == 1
              ? "a binary target is one number"
              : "the target has " + columns + (columns == 1 ? " column" : " columns");
      mismatch(output, has, units, columns);
    }
  }

  private void mismatch(OutputSpec output, String data, int units, int expected) {
    Origin origin = units(output.layer()).orElseGet(() -> places.layer(output.layer()));
    problems.add(
        Problem.at(
                Code.WRONG_UNITS,
                origin,
                "%s; this layer has %d %s".formatted(data, units, units == 1 ? "unit" : "units"))
            .expecting(expected + (expected == 1 ? " unit" : " units")));
  }

  /** The layer that decided how many units an output has: it, or before it the first that says. */
  private Optional<Origin> units(String layer) {
    Optional<LayerSpec> at = find(layer);
    while (at.isPresent()) {
      boolean says =
          Arrays.stream(at.get().layer().getClass().getRecordComponents())
              .anyMatch(component -> component.getName().equals("units"));
      if (says) {
        return Optional.of(places.layer(at.get().name(), "units"));
      }
      at = at.get().inputs().size() == 1 ? find(at.get().inputs().get(0)) : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<LayerSpec> find(String name) {
    return spec.model().layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  private static String classes(List<String> names) {
    String listed =
        names.size() <= 4
            ? String.join(", ", names)
            : names.get(0) + " … " + names.get(names.size() - 1);
    return "%d classes (%s)".formatted(names.size(), listed);
  }
}
