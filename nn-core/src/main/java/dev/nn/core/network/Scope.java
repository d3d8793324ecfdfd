package dev.nn.core.network;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.AdaptedLayer;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Random;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One layer's view of the writer.
 *
 * @param path the layer's place; empty for the network itself
 * @param weights where its parameters are
 * @param trainable whether they are trained
 */
record Scope(NetworkWriter writer, String path, String weights, boolean trainable)
    implements LayerScope {
  @Override
  public GraphBuilder builder() {
    return writer.builder();
  }

  @Override
  public DataType dtype() {
    return writer.dtype();
  }

  @Override
  public boolean training() {
    return writer.training();
  }

  @Override
  public Value parameter(String name, ParameterSpec spec) {
    Variable.Role role = trainable ? Variable.Role.PARAMETER : Variable.Role.FROZEN;
    writer.asks(path, weights, below(weights, name));
    return writer.variable(below(weights, name), role, spec);
  }

  @Override
  public Value state(String name, Shape shape, Initializer initializer) {
    writer.asks(path, weights, below(weights, name));
    return writer.state(below(weights, name), shape, initializer);
  }

  @Override
  public void updateState(Value state, Value next) {
    writer.updateState(state, next);
  }

  @Override
  public Value randomUniform(Shape shape) {
    return random(Random.Distribution.UNIFORM, shape);
  }

  @Override
  public Value randomNormal(Shape shape) {
    return random(Random.Distribution.NORMAL, shape);
  }

  private Value random(Random.Distribution distribution, Shape shape) {
    TensorType type = new TensorType(dtype(), shape);
    return builder()
        .emit(new Random(distribution, writer.nextRandomStream(), type), writer.randomKey());
  }

  @Override
  public void addPenalty(Value penalty) {
    writer.addPenalty(penalty);
  }

  @Override
  public Optional<Value> mask(Value x) {
    return writer.mask(x);
  }

  @Override
  public void setMask(Value y, Value mask) {
    writer.setMask(y, mask);
  }

  @Override
  public void unmask(Value y) {
    writer.unmask(y);
  }

  @Override
  public void publish(String name, Value value) {
    writer.publish(below(path, name), value);
  }

  @Override
  public LayerScope child(String name) {
    return new Scope(writer, below(path, name), below(weights, name), trainable);
  }

  @Override
  public LayerScope sharing(String weights) {
    return new Scope(writer, path, weights, trainable);
  }

  @Override
  public LayerScope frozen() {
    return new Scope(writer, path, weights, false);
  }

  /**
   * {@inheritDoc}
   *
   * @throws NetworkException naming the part whose input does not fit
   */
  @Override
  public Value write(Layer part, List<Value> inputs) {
    try {
      if (part instanceof AdaptedLayer layer && inputs.size() == 1) {
        writer.adapt(layer, weights, inputs.get(0));
      }
      Value output = builder().within(path, () -> part.apply(this, inputs));
      if (builder().node(output.ref()).label().isEmpty() && !inputs.contains(output)) {
        output.labelled("a");
      }
      writer.inheritMask(output, inputs);
      writer.gives(path, output);
      return output;
    } catch (ShapeException e) {
      throw NetworkException.of(path, e, inputs);
    }
  }

  /**
   * Writes layers in order.
   *
   * @param nodes each after what it reads; {@link Network.Node#weights} names another of them or a
   *     part of it, or parameters by their path in the model
   * @param values of what they read besides each other, by name; takes in the layers' outputs, but
   *     for those that are {@linkplain NetworkWriter#check unknown}
   */
  void write(List<Network.Node> nodes, Map<String, Value> values) {
    Set<String> unknown = new HashSet<>();
    for (Network.Node node : nodes) {
      try {
        if (node.inputs().stream().map(Network::layer).anyMatch(unknown::contains)) {
          throw new UnknownValue();
        }
        values.put(node.name(), write(node, nodes, values));
      } catch (NetworkException e) {
        writer.fault(e);
        unknown.add(node.name());
      } catch (UnknownValue e) {
        unknown.add(node.name());
      }
    }
  }

  private Value write(Network.Node node, List<Network.Node> nodes, Map<String, Value> values) {
    List<Value> inputs = new ArrayList<>();
    for (String input : node.inputs()) {
      inputs.add(input(node, input, values));
    }
    LayerScope place = child(node.name());
    if (!node.weights().equals(node.name())) {
      String beside = Network.layer(node.weights());
      boolean sibling = nodes.stream().anyMatch(other -> other.name().equals(beside));
      place = place.sharing(sibling ? below(weights, node.weights()) : node.weights());
    }
    return (node.trainable() ? place : place.frozen()).write(node.layer(), inputs);
  }

  private Value input(Network.Node node, String name, Map<String, Value> values) {
    if (values.containsKey(name)) {
      return values.get(name);
    }
    return writer
        .published(below(path, name))
        .orElseThrow(
            () ->
                NetworkException.of(
                    below(path, node.name()),
                    new ShapeException(
                            ShapeException.Kind.SOURCE,
                            "reads '%s', but '%s' gives out %s"
                                .formatted(name, Network.layer(name), given(Network.layer(name))))
                        .about((Object) name)));
  }

  private String given(String layer) {
    List<String> names = writer.publishedBelow(below(path, layer));
    return names.isEmpty() ? "nothing besides its output" : String.join(", ", names);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
