package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;

/**
 * Reductions. In which order numbers are added does not depend on the number of threads. No sum has
 * more than a few hundred terms in float32; what is beyond is summed in float64, or in a second
 * level.
 */
final class ReduceKernels {
  /** Reading and adding an element. */
  static final double NANOS = 0.25;

  private ReduceKernels() {}

  static Kernel of(Binding binding) {
    Reduce op = (Reduce) binding.instruction().op();
    Shape shape = binding.inputType(0).shape();
    Merged axes = Merged.of(op, shape);
    if (shape.elements() > 0 && axes.reduced().stream().noneMatch(reduced -> reduced)) {
      return MovementKernels.copy(binding);
    }
    if (shape.elements() > 0 && binding.inputType(0).dtype() == DataType.FLOAT32) {
      if (axes.is(true)) {
        return new ReduceAllKernel(binding, op);
      }
      if (axes.is(false, true)) {
        return new ReduceRowsKernel(binding, op, axes.sizes().get(0), axes.sizes().get(1));
      }
      if (axes.is(true, false)) {
        return new ReduceColumnsKernel(binding, op, axes.sizes().get(0), axes.sizes().get(1));
      }
      if (axes.is(true, false, true)) {
        return new ReduceChannelsKernel(binding, op, axes.sizes());
      }
    }
    return new GeneralReduceKernel(binding, op, axes);
  }

  static double start(Reduction reduction) {
    return switch (reduction) {
      case SUM, MEAN -> 0;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  static double join(Reduction reduction, double x, double y) {
    return switch (reduction) {
      case SUM, MEAN -> x + y;
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
    };
  }

  static float reduce(Reduction reduction, float[] x, int from, int n) {
    return switch (reduction) {
      case SUM, MEAN -> Loops.sum(x, from, n);
      case MAX -> Loops.max(x, from, n);
      case MIN -> Loops.min(x, from, n);
    };
  }
}
