package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import java.util.Optional;

/**
 * ln(1 + eᶻ) − z·y, which is how −(y·ln a + (1 − y)·ln(1 − a)) is computed for a = σ(z), lest it
 * overflow.
 *
 * @param truth y
 * @param probability a, which has a name
 */
record CrossEntropy(Ref truth, Ref probability) {
  private static final Unary SOFTPLUS = new Unary(UnaryFunction.SOFTPLUS);
  private static final Unary SIGMOID = new Unary(UnaryFunction.SIGMOID);

  /** Whether a node computes one. */
  static Optional<CrossEntropy> of(Node node, Unfolded unfolded, Twins twins) {
    if (!node.op().equals(new Binary(BinaryFunction.SUBTRACT))) {
      return Optional.empty();
    }
    Node left = unfolded.node(node.inputs().get(0));
    Node right = unfolded.node(node.inputs().get(1));
    if (!left.op().equals(SOFTPLUS) || !right.op().equals(new Binary(BinaryFunction.MULTIPLY))) {
      return Optional.empty();
    }
    Ref z = left.inputs().get(0);
    return twins.isSame(z, right.inputs().get(0))
        ? twins.of(SIGMOID, z).map(a -> new CrossEntropy(right.inputs().get(1), a))
        : Optional.empty();
  }
}
