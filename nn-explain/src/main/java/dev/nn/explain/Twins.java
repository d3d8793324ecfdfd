package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Cast;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that have a name by how they are computed. What the backward pass computes a second time,
 * such as the σ(z) that a cross-entropy finds from z, is called as it is called in the forward
 * pass.
 */
final class Twins {
  /** The width is that of rows where they matter, else 0. */
  private record Key(Op op, Ref input, int width) {}

  private final Unfolded unfolded;
  private final Map<Ref, Name> names;
  private final Map<Key, List<Ref>> computed = new HashMap<>();

  /**
   * @param names may grow
   */
  Twins(Unfolded unfolded, Map<Ref, Name> names) {
    this.unfolded = unfolded;
    this.names = names;
    for (Node node : unfolded.graph().nodes()) {
      if (node.op() instanceof Unary || node.op() instanceof Softmax) {
        computed
            .computeIfAbsent(key(node.op(), node.inputs().get(0)), key -> new ArrayList<>())
            .add(new Ref(node.id(), 0));
      }
    }
  }

  /** Another value that is the same number for number, and has a name. */
  Optional<Ref> of(Ref ref) {
    Node node = unfolded.node(ref);
    if (names.containsKey(ref) || node.inputs().size() != 1) {
      return Optional.empty();
    }
    Node before = unfolded.node(source(node.inputs().get(0)));
    boolean probabilities =
        node.op().equals(new Unary(UnaryFunction.EXP)) && before.op() instanceof LogSoftmax;
    return probabilities
        ? of(new Softmax(), before.inputs().get(0))
        : of(node.op(), node.inputs().get(0));
  }

  /** A value with a name that is some function of x. */
  Optional<Ref> of(Op op, Ref x) {
    return computed.getOrDefault(key(op, x), List.of()).stream()
        .filter(names::containsKey)
        .findFirst();
  }

  /** Whether two values are the same, whatever their shapes. */
  boolean isSame(Ref x, Ref y) {
    return source(x).equals(source(y));
  }

  private Key key(Op op, Ref input) {
    int width = op instanceof Softmax ? unfolded.graph().type(input).shape().size(-1) : 0;
    return new Key(op, source(input), width);
  }

  private Ref source(Ref ref) {
    Node node = unfolded.node(ref);
    return node.op() instanceof Reshape || node.op() instanceof Cast && isFloating(ref)
        ? source(node.inputs().get(0))
        : ref;
  }

  private boolean isFloating(Ref ref) {
    Ref input = unfolded.node(ref).inputs().get(0);
    return unfolded.graph().type(ref).dtype().isFloating()
        && unfolded.graph().type(input).dtype().isFloating();
  }
}
