package dev.nn.core;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Input;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs formulas and single layers on the reference backend. */
public final class Formulas {
  private Formulas() {}

  /** A function's value and the gradient of its sum, at a point. */
  public record Result(Tensor value, Tensor gradient) {}

  /** f(x) and ∂Σf(x)/∂x. */
  public static Result of(Tensor x, UnaryOperator<Value> f) {
    GraphBuilder builder = new GraphBuilder();
    Value input = builder.emit(new Input("x", x.type()));
    Value output = f.apply(input);
    builder.output("value", output);
    builder.output("gradient", Backpropagation.gradients(output.sum(), List.of(input)).get(0));
    Map<String, Tensor> read = run(builder, List.of(), Map.of(), Map.of("x", x));
    return new Result(read.get("value"), read.get("gradient"));
  }

  /**
   * A layer named {@code layer}, run once in float64: its output as {@code output}, the sum of its
   * penalties as {@code penalty}, and its variables afterwards as {@code layer/NAME}.
   *
   * @param variables their values before, by name
   */
  public static Map<String, Tensor> layer(
      Layer layer, boolean training, Map<String, Tensor> variables, Tensor... inputs) {
    List<Network.Input> declared = new ArrayList<>();
    Map<String, Tensor> fed = new LinkedHashMap<>();
    for (Tensor input : inputs) {
      String name = "x" + fed.size();
      fed.put(name, input);
      declared.add(new Network.Input(name, input.type().withShape(input.shape().withoutBatch())));
    }
    Network.Node node = new Network.Node("layer", layer, List.copyOf(fed.keySet()), true);
    GraphBuilder builder = new GraphBuilder();
    NetworkWriter.Forward forward =
        new NetworkWriter(builder, DataType.FLOAT64, training)
            .write(
                new Network(declared, List.of(node), List.of("layer")), inputs[0].shape().size(0));
    builder.output("output", forward.values().get("layer"));
    forward.penalties().stream()
        .reduce(Value::add)
        .ifPresent(penalty -> builder.output("penalty", penalty));
    forward.stateUpdates().forEach(builder::update);
    if (builder.build().hasInput(NetworkWriter.RANDOM_KEY)) {
      fed.put(NetworkWriter.RANDOM_KEY, Tensor.of(Shape.of(2), 1, 2));
    }
    return run(builder, variables(forward), flat(Map.of("layer", variables)), fed);
  }

  /**
   * A network, run once in float64 for inference: all its layers' outputs by name.
   *
   * @param variables their values by layer and name
   */
  public static Map<String, Tensor> network(
      Network network, Map<String, Map<String, Tensor>> variables, Map<String, Tensor> inputs) {
    GraphBuilder builder = new GraphBuilder();
    int batch = inputs.values().iterator().next().shape().size(0);
    NetworkWriter.Forward forward =
        new NetworkWriter(builder, DataType.FLOAT64, false).write(network, batch);
    network.layers().forEach(n -> builder.output(n.name(), forward.values().get(n.name())));
    return run(builder, variables(forward), flat(variables), inputs);
  }

  /**
   * A network, run once in float64 for inference: its first output y as {@code output}, and the
   * gradients of Σ y·sin y by every input and parameter.
   *
   * @param variables their values by layer and name
   */
  public static Map<String, Tensor> gradients(
      Network network, Map<String, Map<String, Tensor>> variables, Map<String, Tensor> inputs) {
    GraphBuilder builder = new GraphBuilder();
    int batch = inputs.values().iterator().next().shape().size(0);
    NetworkWriter.Forward forward =
        new NetworkWriter(builder, DataType.FLOAT64, false).write(network, batch);
    Value output = forward.values().get(network.outputs().get(0));
    builder.output("output", output);
    // Not the plain sum: its gradient would be the same at all steps and hide mistakes in order.
    Value cost = output.map(UnaryFunction.SIN).multiply(output).sum();
    Map<String, Value> of = new LinkedHashMap<>();
    network.inputs().forEach(i -> of.put(i.name(), forward.values().get(i.name())));
    forward.variables().forEach(v -> of.put(v.variable().variable(), v.value()));
    List<Value> gradients = Backpropagation.gradients(cost, List.copyOf(of.values()));
    int next = 0;
    for (String name : of.keySet()) {
      builder.output("gradient of " + name, gradients.get(next++));
    }
    return run(builder, variables(forward), flat(variables), inputs);
  }

  private static List<Variable> variables(NetworkWriter.Forward forward) {
    return forward.variables().stream().map(NetworkWriter.Declared::variable).toList();
  }

  /** By path. */
  private static Map<String, Tensor> flat(Map<String, Map<String, Tensor>> variables) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    variables.forEach(
        (layer, own) -> own.forEach((name, value) -> values.put(layer + "/" + name, value)));
    return values;
  }

  private static Map<String, Tensor> run(
      GraphBuilder builder,
      List<Variable> variables,
      Map<String, Tensor> values,
      Map<String, Tensor> inputs) {
    Map<String, Tensor> read = new LinkedHashMap<>();
    VariableLayout layout = new VariableLayout(variables);
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
        Variables memory = backend.allocate(layout)) {
      values.forEach(memory::write);
      try (Executable executable =
          backend.compile(Compiler.DEFAULT.compile(builder.build(), layout, backend), memory)) {
        inputs.forEach((name, value) -> executable.input(name).write(value));
        executable.run();
        builder
            .build()
            .outputs()
            .keySet()
            .forEach(name -> read.put(name, executable.output(name).read()));
        variables.forEach(v -> read.put(v.variable(), memory.read(v.variable())));
      }
    }
    return read;
  }
}
