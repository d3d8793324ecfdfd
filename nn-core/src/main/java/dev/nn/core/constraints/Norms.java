package dev.nn.core.constraints;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;
import java.util.List;

/** Euclidean norms over some axes, and their change. */
final class Norms {
  /** Keras's, which keeps the divisor away from 0. */
  private static final double EPSILON = 1e-7;

  private Norms() {}

  /** Checks and copies a key {@code axis}. */
  static List<Integer> axes(List<Integer> axis) {
    if (axis.isEmpty()) {
      throw new IllegalArgumentException("axis needs at least one axis");
    }
    return List.copyOf(axis);
  }

  /** ‖θ‖ over the axes, which are kept with size 1. */
  static Value of(Value parameter, List<Integer> axis) {
    int[] axes = axis.stream().mapToInt(Integer::intValue).toArray();
    return parameter.square().reduce(Reduction.SUM, true, axes).sqrt();
  }

  /** θ · wanted/(ε + ‖θ‖). */
  static Value rescaled(Value parameter, Value norm, Value wanted) {
    return parameter.multiply(wanted.divide(norm.add(EPSILON)));
  }
}
