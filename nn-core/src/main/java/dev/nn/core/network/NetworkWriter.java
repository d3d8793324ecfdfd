package dev.nn.core.network;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the forward pass of a network into a graph, for one batch size and mode. */
public final class NetworkWriter {
  /** Name of the graph's input that random layers draw from: int32 [seed, step]. */
  public static final String RANDOM_KEY = "random_key";

  private final GraphBuilder builder;
  private final DataType dtype;
  private final boolean training;
  private final Map<String, Declared> variables = new LinkedHashMap<>();
  private final Map<Value, Value> stateUpdates = new LinkedHashMap<>();
  private final List<Value> penalties = new ArrayList<>();
  private Value randomKey;
  private int randomStreams;

  /**
   * @param dtype floating type of inputs, parameters and activations
   * @param training mode of the layers
   */
  public NetworkWriter(GraphBuilder builder, DataType dtype, boolean training) {
    this.builder = builder;
    this.dtype = dtype;
    this.training = training;
  }

  /**
   * A variable that a layer has asked for.
   *
   * @param variable name, role and type
   * @param spec its shape and first values
   * @param value its node
   */
  public record Declared(Variable variable, ParameterSpec spec, Value value) {}

  /**
   * The forward pass in the graph.
   *
   * @param values of inputs and layers, by name
   * @param variables in the order in which layers asked for them
   * @param stateUpdates states and their next values
   * @param penalties scalars to be added to the cost
   */
  public record Forward(
      Map<String, Value> values,
      List<Declared> variables,
      Map<Value, Value> stateUpdates,
      List<Value> penalties) {}

  /**
   * Writes the network.
   *
   * @throws NetworkException naming the layer whose input does not fit
   */
  public Forward write(Network network, int batch) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Network.Input input : network.inputs()) {
      TensorType example = input.example();
      DataType type = example.dtype().isFloating() ? dtype : example.dtype();
      TensorType batched = new TensorType(type, example.shape().withBatch(batch));
      values.put(input.name(), builder.emit(new Input(input.name(), batched)));
    }
    for (Network.Node node : network.layers()) {
      List<Value> inputs = node.inputs().stream().map(values::get).toList();
      Variable.Role role = node.trainable() ? Variable.Role.PARAMETER : Variable.Role.FROZEN;
      Scope scope = new Scope(this, node.name(), role);
      try {
        Value output = builder.within(node.name(), () -> node.layer().apply(scope, inputs));
        if (builder.node(output.ref()).label().isEmpty() && !inputs.contains(output)) {
          output.labelled("a");
        }
        values.put(node.name(), output);
      } catch (ShapeException e) {
        throw new NetworkException(node.name(), e.getMessage() + flow(inputs));
      }
    }
    return new Forward(values, List.copyOf(variables.values()), stateUpdates, penalties);
  }

  private static String flow(List<Value> inputs) {
    List<String> shapes = inputs.stream().map(input -> describe(input.type())).toList();
    return " (input here is " + String.join(" and ", shapes) + ")";
  }

  private static String describe(TensorType type) {
    List<String> sizes =
        new ArrayList<>(type.shape().toList().stream().map(String::valueOf).toList());
    if (!sizes.isEmpty()) {
      sizes.set(0, "batch");
    }
    return type.dtype() + "[" + String.join(", ", sizes) + "]";
  }

  GraphBuilder builder() {
    return builder;
  }

  DataType dtype() {
    return dtype;
  }

  boolean training() {
    return training;
  }

  Value variable(String name, Variable.Role role, ParameterSpec spec) {
    Declared known = variables.get(name);
    if (known != null) {
      if (!known.spec().shape().equals(spec.shape())) {
        throw new ShapeException(
            "parameter '"
                + name
                + "' is "
                + known.spec().shape()
                + " here and "
                + spec.shape()
                + " there");
      }
      return known.value();
    }
    Variable variable = new Variable(name, role, new TensorType(dtype, spec.shape()));
    Value value = builder.emit(variable);
    variables.put(name, new Declared(variable, spec, value));
    if (training && role == Variable.Role.PARAMETER) {
      spec.regularizer().ifPresent(regularizer -> penalties.add(regularizer.penalty(value)));
    }
    return value;
  }

  Value state(String name, Shape shape, Initializer initializer) {
    ParameterSpec spec = ParameterSpec.of(shape, initializer);
    return variable(name, Variable.Role.STATE, spec);
  }

  void updateState(Value state, Value next) {
    if (training) {
      stateUpdates.put(state, next);
    }
  }

  void addPenalty(Value penalty) {
    if (training) {
      penalties.add(penalty);
    }
  }

  Value randomKey() {
    if (randomKey == null) {
      randomKey = builder.emit(new Input(RANDOM_KEY, new TensorType(DataType.INT32, Shape.of(2))));
    }
    return randomKey;
  }

  int nextRandomStream() {
    return randomStreams++;
  }
}
