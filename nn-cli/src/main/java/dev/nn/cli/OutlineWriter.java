package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.cli.NetworkOutline.Count;
import dev.nn.cli.NetworkOutline.Inside;
import dev.nn.cli.NetworkOutline.Part;
import dev.nn.cli.NetworkOutline.Result;
import dev.nn.cli.NetworkOutline.Totals;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.core.inspect.MultiplyAdds;
import dev.nn.core.inspect.Nature;
import dev.nn.core.inspect.PlannedMemory;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.NetworkWriter.Forward;
import dev.nn.core.network.Repetition;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds out what an outline says, by writing the network down for one example. */
final class OutlineWriter {
  private final Experiment experiment;
  private final Registries registries;
  private final LayerKeys keys;
  private final PreparedData data;
  private final Assembly assembly;
  private final Forward forward;

  /** What is done with one example. */
  private final Graph graph;

  private final Map<String, List<Node>> nodes;

  /** The same in training, where random layers show. */
  private final Graph training;

  private final Map<String, List<Node>> trainingNodes;
  private final Map<String, List<Declared>> variables;

  private final MultiplyAdds multiplyAdds = new MultiplyAdds();

  OutlineWriter(
      Experiment experiment, Registries registries, PreparedData data, Assembly assembly) {
    this.experiment = experiment;
    this.registries = registries;
    this.keys = new LayerKeys(registries);
    this.data = data;
    this.assembly = assembly;
    DataType dtype = experiment.spec().train().dtype().dataType();
    GraphBuilder inference = new GraphBuilder();
    this.forward = new NetworkWriter(inference, dtype, false).write(assembly.network(), 1);
    this.graph = inference.build();
    GraphBuilder learning = new GraphBuilder();
    new NetworkWriter(learning, dtype, true).write(assembly.network(), 1);
    this.training = learning.build();
    this.nodes = byLayer(graph.nodes(), Node::path);
    this.trainingNodes = byLayer(training.nodes(), Node::path);
    this.variables = byLayer(forward.variables(), declared -> declared.variable().variable());
  }

  /**
   * The outline.
   *
   * @param memory that a step needs
   * @param batch examples in it
   */
  NetworkOutline write(PlannedMemory memory, int batch) {
    Network network = assembly.network();
    return new NetworkOutline(
        experiment.spec().name(),
        network.inputs().stream()
            .map(input -> new NetworkOutline.Source(input.name(), input.example()))
            .toList(),
        parts(network.layers(), ""),
        assembly.objectives().stream().map(this::result).toList(),
        totals(),
        new NetworkOutline.Step(
            batch,
            experiment.spec().train().dtype().dataType(),
            experiment.spec().backend().type(),
            memory),
        data.train().size(),
        data.classes());
  }

  /**
   * @param path of the block that the layers are in, with a slash; or empty
   */
  private List<Part> parts(List<Network.Node> layers, String path) {
    Set<String> beside = layers.stream().map(Network.Node::name).collect(Collectors.toSet());
    return layers.stream().map(layer -> part(layer, path, beside)).toList();
  }

  private Part part(Network.Node layer, String path, Set<String> beside) {
    String at = path + layer.name();
    TensorType output = forward.outputs().get(at).type();
    Optional<Repetition> repetition = Repetition.of(layer.layer());
    return new Part(
        layer.name(),
        at,
        type(repetition.map(Repetition::layer).orElse(layer.layer())),
        keys.of(layer.layer()),
        shares(layer, path, beside),
        layer.trainable(),
        layer.inputs(),
        output.withShape(output.shape().withoutBatch()),
        new Count(
            parameters(at),
            in(nodes, at).stream().mapToLong(node -> multiplyAdds.of(graph, node)).sum()),
        Nature.of(training, in(trainingNodes, at), layer.inputs().size()),
        layer.layer() instanceof Block block
            ? Optional.of(
                new Inside(
                    block.inputNames(),
                    parts(block.layers(), at + "/"),
                    block.output(),
                    repetition.isPresent(),
                    repetition.filter(Repetition::oneSet).isPresent()))
            : Optional.empty());
  }

  /** What lies in each layer, at any depth: {@code a/b/c} in {@code a/b/c}, a/b and a. */
  private static <T> Map<String, List<T>> byLayer(
      Collection<T> all, Function<? super T, String> path) {
    Map<String, List<T>> layers = new HashMap<>();
    for (T each : all) {
      String layer = path.apply(each);
      for (int end = layer.length(); end > 0; end = layer.lastIndexOf('/', end - 1)) {
        layers.computeIfAbsent(layer.substring(0, end), l -> new ArrayList<>()).add(each);
      }
    }
    return layers;
  }

  private static <T> List<T> in(Map<String, List<T>> layers, String path) {
    return layers.getOrDefault(path, List.of());
  }

  private Optional<String> shares(Network.Node layer, String path, Set<String> beside) {
    if (layer.weights().equals(layer.name())) {
      return Optional.empty();
    }
    boolean sibling = beside.contains(Network.layer(layer.weights()));
    return Optional.of(sibling ? path + layer.weights() : layer.weights());
  }

  private String type(Object layer) {
    return registries
        .of(Kind.LAYER)
        .of(layer)
        .map(Registration::name)
        .orElse(layer.getClass().getSimpleName());
  }

  private long parameters(String path) {
    return elements(in(variables, path), role -> role != Variable.Role.STATE);
  }

  private Totals totals() {
    List<String> states =
        forward.variables().stream()
            .filter(declared -> role(declared) == Variable.Role.STATE)
            .map(declared -> declared.variable().variable())
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .distinct()
            .toList();
    return new Totals(
        elements(forward.variables(), Variable.Role.PARAMETER::equals),
        elements(forward.variables(), Variable.Role.FROZEN::equals),
        elements(forward.variables(), Variable.Role.STATE::equals),
        states,
        multiplyAdds.of(graph));
  }

  private static long elements(Collection<Declared> all, Predicate<Variable.Role> of) {
    return all.stream()
        .filter(declared -> of.test(role(declared)))
        .mapToLong(declared -> declared.spec().shape().elements())
        .sum();
  }

  private static Variable.Role role(Declared declared) {
    return declared.variable().role();
  }

  private Result result(Objective objective) {
    Loss loss = objective.loss();
    Value output = forward.values().get(objective.output());
    return new Result(
        objective.output(),
        objective.target(),
        registries
            .of(Kind.LOSS)
            .of(loss)
            .map(Registration::name)
            .orElse(loss.getClass().getSimpleName()),
        LossReading.logits(loss, output),
        objective.weight(),
        List.copyOf(objective.metrics().keySet()));
  }
}
