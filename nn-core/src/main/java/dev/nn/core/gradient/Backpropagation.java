package dev.nn.core.gradient;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reverse-mode differentiation: walks the nodes from the cost back to the values asked for, lets
 * every op apply its own {@linkplain dev.nn.api.graph.Op#backward chain rule}, and sums what
 * arrives at a value on several ways.
 *
 * <p>∂C/∂x = Σ over the users y of x of ∂C/∂y · ∂y/∂x. Walking backwards, all users of a value have
 * been seen before the value itself, so one pass suffices, and its cost is a small multiple of the
 * forward pass's.
 */
public final class Backpropagation {
  private final GraphBuilder builder;
  private final Map<Ref, Value> gradients = new HashMap<>();
  private final Set<Integer> active = new HashSet<>();
  private final Map<Integer, Integer> sources = new LinkedHashMap<>();

  private final List<ChainRule.Flow> flows = new ArrayList<>();

  /**
   * Gradients and how they came about.
   *
   * @param values ∂C/∂x for each x asked for
   * @param chainRule also of the values in between
   */
  public record Gradients(List<Value> values, ChainRule chainRule) {}

  private Backpropagation(GraphBuilder builder) {
    this.builder = builder;
  }

  /**
   * Adds to the graph the nodes that compute ∂C/∂x for each x. The new nodes carry the path of the
   * layer whose node they differentiate.
   *
   * @param cost a scalar
   * @param of values that the cost may depend on
   * @return gradients in the order of {@code of}, each of its value's type; zeros where the cost
   *     does not depend on it
   */
  public static List<Value> gradients(Value cost, List<Value> of) {
    return traced(cost, of).values();
  }

  /** As {@link #gradients}, and says what came from where. */
  public static Gradients traced(Value cost, List<Value> of) {
    if (cost.shape().rank() != 0) {
      throw new IllegalArgumentException("the cost must be a scalar, not " + cost);
    }
    return new Backpropagation(cost.builder()).run(cost, of);
  }

  private Gradients run(Value cost, List<Value> of) {
    of.forEach(value -> active.add(value.ref().node()));
    for (int id = 0; id <= cost.ref().node(); id++) {
      if (node(id).inputs().stream().anyMatch(input -> active.contains(input.node()))) {
        active.add(id);
      }
    }
    traced(cost.ref().node(), () -> gradients.put(cost.ref(), cost.constant(1)));
    for (int id = cost.ref().node(); id >= 0; id--) {
      Node node = node(id);
      if (active.contains(id) && !node.inputs().isEmpty() && reached(node)) {
        traced(
            id,
            () -> {
              node.op().backward(new At(node));
              return null;
            });
      }
    }
    List<Value> values = of.stream().map(x -> traced(x.ref().node(), () -> gradient(x))).toList();
    Map<Ref, Ref> refs = new HashMap<>();
    gradients.forEach((value, gradient) -> refs.put(value, gradient.ref()));
    return new Gradients(values, new ChainRule(refs, flows, sources));
  }

  /** Gives the nodes added meanwhile the path of a node, and notes that they belong to it. */
  private <T> T traced(int id, Supplier<T> rule) {
    int first = builder.size();
    T result = builder.within(node(id).path(), rule);
    for (int added = first; added < builder.size(); added++) {
      sources.put(added, id);
    }
    return result;
  }

  private Node node(int id) {
    return builder.node(new Ref(id, 0));
  }

  private boolean reached(Node node) {
    return IntStream.range(0, node.types().size())
        .anyMatch(i -> gradients.containsKey(new Ref(node.id(), i)));
  }

  private Value gradient(Value value) {
    Value gradient = gradients.get(value.ref());
    if (gradient == null) {
      return value.constant(0).broadcastTo(value.shape());
    }
    return gradient;
  }

  private void add(Node user, int operand, Value contribution) {
    Ref target = user.inputs().get(operand);
    Value value = builder.value(target);
    Value fitting = sumTo(contribution, value.shape());
    flows.add(new ChainRule.Flow(target, user.id(), operand, fitting.ref()));
    Value sum = gradients.containsKey(target) ? gradients.get(target).add(fitting) : fitting;
    gradients.put(target, sum);
    String label = builder.node(target).label();
    if (!label.isEmpty() && builder.node(sum.ref()).label().isEmpty()) {
      builder.label(sum, "∂C/∂" + label);
    }
  }

  /** What was broadcast forwards is summed backwards. */
  private static Value sumTo(Value gradient, Shape shape) {
    if (gradient.shape().equals(shape)) {
      return gradient;
    }
    List<Integer> stretched = shape.broadcastAxes(gradient.shape());
    if (stretched.isEmpty()) {
      return gradient.broadcastTo(shape); // A constant, say, whose shape was never written out.
    }
    Value summed = gradient.builder().emit(new Reduce(Reduction.SUM, stretched, false), gradient);
    return summed.reshape(shape);
  }

  /** The chain rule's surroundings at one node. */
  private final class At implements Backward {
    private final Node node;

    At(Node node) {
      this.node = node;
    }

    @Override
    public Value input(int i) {
      return builder.value(node.inputs().get(i));
    }

    @Override
    public List<Value> inputs() {
      return node.inputs().stream().map(builder::value).toList();
    }

    @Override
    public Value output(int i) {
      return builder.value(new Ref(node.id(), i));
    }

    @Override
    public Optional<Value> gradient(int i) {
      Value gradient = gradients.get(new Ref(node.id(), i));
      return Optional.ofNullable(gradient).map(g -> g.broadcastTo(output(i).shape()));
    }

    @Override
    public boolean needs(int i) {
      Ref input = node.inputs().get(i);
      return active.contains(input.node()) && input(i).dtype().isFloating();
    }

    @Override
    public void accumulate(int i, Value contribution) {
      if (needs(i)) {
        add(node, i, contribution);
      }
    }
  }
}
