package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Functions of the last axis, applied along another one. */
final class Axes {
  private Axes() {}

  /**
   * f along an axis: swapped with the last one before and after.
   *
   * @throws dev.nn.api.tensor.ShapeException if there is no such axis
   */
  static Value along(Value z, int axis, UnaryOperator<Value> f) {
    int last = z.shape().rank() - 1;
    int resolved = z.shape().axis(axis);
    if (resolved == last) {
      return f.apply(z);
    }
    int[] swap = IntStream.rangeClosed(0, last).toArray();
    swap[resolved] = last;
    swap[last] = resolved;
    return f.apply(z.transpose(swap)).transpose(swap);
  }
}
