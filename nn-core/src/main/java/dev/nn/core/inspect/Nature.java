package dev.nn.core.inspect;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.Binary;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.Gather;
import dev.nn.api.op.GruSequence;
import dev.nn.api.op.LayerNorm;
import dev.nn.api.op.LstmSequence;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Split;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.op.Variable;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a layer does, as its formula tells: no list of layers knows it, so layers of plugins are
 * told apart like all others.
 */
public enum Nature {
  /** Scores of queries and keys weigh values. */
  ATTENTION,
  /** A state goes from step to step. */
  RECURRENCE,
  /** A window moves. */
  CONVOLUTION,
  /** Rows of a table are looked up. */
  LOOKUP,
  /** Products with a matrix of parameters. */
  PRODUCT,
  /** Mean and spread are made alike. */
  NORMALIZATION,
  /** Chance changes values while training. */
  CHANCE,
  /** Neighbours become one. */
  POOLING,
  /** Several values become one. */
  MERGE,
  /** Each element by itself, or all of a row. */
  FUNCTION,
  /** The same numbers in another shape or order. */
  SHAPE;

  /**
   * The nature of a layer: of all that it does the most telling, which is the one that stands first
   * here.
   *
   * @param graph written for training, where chance shows
   * @param layer its nodes, in order
   * @param inputs how many values it reads
   */
  public static Nature of(Graph graph, List<Node> layer, int inputs) {
    if (any(layer, ScaledDotProductAttention.class::isInstance)) {
      return ATTENTION;
    }
    if (any(layer, op -> op instanceof LstmSequence || op instanceof GruSequence)
        || sharesAKernel(graph, layer)) {
      return RECURRENCE;
    }
    if (any(layer, op -> op instanceof Convolution || op instanceof ConvolutionInputGradient)) {
      return CONVOLUTION;
    }
    if (layer.stream().anyMatch(node -> node.op() instanceof Gather && kernel(graph, node, 0))) {
      return LOOKUP;
    }
    if (any(layer, MatMul.class::isInstance)) {
      return PRODUCT;
    }
    if (any(layer, op -> op instanceof BatchNorm || op instanceof LayerNorm)
        || any(layer, Reduce.class::isInstance) && any(layer, Nature::isRoot)) {
      return NORMALIZATION;
    }
    if (any(layer, Random.class::isInstance)) {
      return CHANCE;
    }
    if (any(layer, op -> op instanceof MaxPool || op instanceof AveragePool)) {
      return POOLING;
    }
    if (inputs > 1) {
      return MERGE;
    }
    if (any(layer, op -> op instanceof Unary || op instanceof Binary)) {
      return any(layer, Reduce.class::isInstance) && !any(layer, Unary.class::isInstance)
          ? POOLING
          : FUNCTION;
    }
    return any(layer, Reduce.class::isInstance)
        ? POOLING
        : layer.stream().allMatch(node -> moves(node.op())) ? SHAPE : FUNCTION;
  }

  private static boolean any(List<Node> layer, Predicate<Op> test) {
    return layer.stream().anyMatch(node -> test.test(node.op()));
  }

  /** A kernel that meets one product after another is a step's. */
  private static boolean sharesAKernel(Graph graph, List<Node> layer) {
    return layer.stream()
        .filter(node -> node.op() instanceof MatMul && kernel(graph, node, 1))
        .collect(Collectors.groupingBy(node -> node.inputs().get(1), Collectors.counting()))
        .values()
        .stream()
        .anyMatch(uses -> uses > 1);
  }

  private static boolean kernel(Graph graph, Node node, int input) {
    Ref ref = node.inputs().get(input);
    return graph.node(ref).op() instanceof Variable;
  }

  private static boolean isRoot(Op op) {
    return op instanceof Unary unary && unary.function() == UnaryFunction.SQRT;
  }

  private static boolean moves(Op op) {
    return op instanceof Reshape
        || op instanceof Transpose
        || op instanceof Slice
        || op instanceof Split
        || op instanceof Concat
        || op instanceof Pad
        || op instanceof Reverse;
  }
}
