package dev.nn.config;

import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Checked;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Spec and data to a network and its objectives; takes note of everything that does not fit. Of a
 * spec with gaps, what does not depend on them is looked at.
 */
final class NetworkAssembler {
  private final PartialSpec spec;
  private final Places places;
  private final Registries registries;
  private final Problems problems;
  private final InputMatching inputs;

  NetworkAssembler(PartialSpec spec, Places places, Registries registries, Problems problems) {
    this.spec = spec;
    this.places = places;
    this.registries = registries;
    this.problems = problems;
    this.inputs = new InputMatching(spec.model(), spec.dtype(), places, problems);
  }

  /** The network and what it is trained for; of use only if no problem was found. */
  Assembly assemble(PreparedData data) {
    int before = problems.count();
    inputs.with(examples(data.train()));
    Network network = network();
    Map<String, Value> values = write(network).forward().values();
    new IndexChecks(places, problems).check(values.values(), data);
    List<Objective> objectives = new ArrayList<>();
    Optional<ClassWeights> weights =
        spec.classWeight().map(weight -> new ClassWeights(weight, places, problems));
    for (OutputSpec output : spec.model().outputs()) {
      Optional<String> target = target(output, data);
      Value value = values.get(output.layer());
      if (target.isPresent() && value != null) {
        check(output, value, data, target.get());
        objectives.add(objective(output, value.shape(), data, target.get(), weights));
      }
    }
    if (problems.count() == before) {
      weights.ifPresent(ClassWeights::finish);
    }
    return new Assembly(network, objectives);
  }

  private static Map<String, TensorType> examples(Dataset data) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    data.inputs()
        .forEach((name, all) -> types.put(name, all.type().withShape(all.shape().withoutBatch())));
    return types;
  }

  /** Checks what can be checked without data: layers behind inputs whose shape is stated. */
  void checkStatedShapes() {
    Map<String, TensorType> known = knownExamples();
    if (known.isEmpty()) {
      inputs.asStated();
    } else {
      inputs.with(known);
    }
    if (!inputs.examples().isEmpty()) {
      write(network());
    }
  }

  /** What the data source says of its examples beforehand. */
  private Map<String, TensorType> knownExamples() {
    try {
      return spec.data().map(DataSource::inputTypes).orElseGet(Map::of);
    } catch (ShapeException e) {
      problems.add(Problem.at(Code.REFUSED_VALUE, places.path("data"), InputMatching.tooLarge(e)));
      return Map.of();
    }
  }

  /** The layers for which all that they depend on is known. */
  private Network network() {
    Set<String> known = inputs.examples().keySet();
    List<LayerSpec> layers = KnownLayers.of(spec.model().layers(), known);
    return new Network(
        spec.model().inputs().stream()
            .map(InputSpec::name)
            .filter(known::contains)
            .map(name -> new Network.Input(inputs.renamed(name), inputs.examples().get(name)))
            .toList(),
        layers.stream()
            .map(
                layer ->
                    new Network.Node(
                        layer.name(),
                        layer.layer(),
                        layer.inputs().stream().map(inputs::renamed).toList(),
                        layer.trainable(),
                        layer.weights()))
            .toList(),
        spec.model().outputs().stream()
            .map(OutputSpec::layer)
            .filter(name -> layers.stream().anyMatch(layer -> layer.name().equals(name)))
            .toList());
  }

  /** Shapes come from writing the formulas down once; nothing is computed. */
  private Checked write(Network network) {
    Checked checked = check(network, BatchSize.USUAL);
    if (!checked.faults().isEmpty() && BatchSize.isWrittenIn(network)) {
      checked = check(network, BatchSize.notWrittenIn(network));
    }
    LayerFaults faults = new LayerFaults(places, registries, network, checked.forward().outputs());
    checked.faults().forEach(fault -> problems.add(faults.problem(fault)));
    boolean all = spec.layersComplete() && network.layers().size() == spec.model().layers().size();
    if (all && checked.faults().isEmpty()) {
      checkPatterns(checked.forward());
    }
    return checked;
  }

  private Checked check(Network network, int batch) {
    return new NetworkWriter(new GraphBuilder(), spec.dtype(), true).check(network, batch);
  }

  private void checkPatterns(NetworkWriter.Forward forward) {
    List<String> paths =
        forward.variables().stream()
            .map(NetworkWriter.Declared::variable)
            .filter(variable -> variable.role() != Variable.Role.STATE)
            .map(Variable::variable)
            .toList();
    new PatternChecks(places, problems).check(spec.patterns(), paths);
  }

  private void check(OutputSpec output, Value value, PreparedData data, String target) {
    int before = problems.count();
    new UnitChecks(spec.model().layers(), places, problems)
        .check(output, value.shape(), data, target);
    if (problems.count() == before) {
      Tensor example = data.train().targets().get(target);
      new OutputChecks(places, problems).check(output, value, example);
    }
  }

  private static Objective objective(
      OutputSpec output,
      Shape made,
      PreparedData data,
      String target,
      Optional<ClassWeights> weights) {
    int units = made.rank() == 0 ? 1 : made.size(-1);
    Tensor targets = data.train().targets().get(target);
    return new Objective(
        output.layer(),
        target,
        output.loss(),
        output.weight(),
        output.metrics(),
        weights
            .map(each -> each.of(output, data.classNames(target), targets, units))
            .orElse(List.of()));
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
    problems.add(
        targets.size() == 1
            ? problem.helping("leave 'target' out: the data have only one")
            : problem);
    return Optional.empty();
  }
}
