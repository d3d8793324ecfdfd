package dev.nn.core.metrics;

import dev.nn.api.tensor.ShapeException;
import java.util.Arrays;

/** Arithmetic that several accumulators need. */
final class Accumulators {
  private Accumulators() {}

  /** x/y, and 0 where y is 0. */
  static double share(double x, double y) {
    return y == 0 ? 0 : x / y;
  }

  /** The mean. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The weighted mean; 0 if all weights are 0. */
  static double mean(double[] values, double[] weights) {
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i] * weights[i];
    }
    return share(total, Arrays.stream(weights).sum());
  }

  /** Fails if a batch has rows of another size than those before. */
  static void expectWidth(int width, Rows rows) {
    if (rows.width() != width) {
      throw new ShapeException(
          "predictions have " + rows.width() + " columns, those before had " + width);
    }
  }
}
