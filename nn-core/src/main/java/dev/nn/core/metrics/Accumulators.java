package dev.nn.core.metrics;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** Targets moved towards 1/n. */
  static double[] smoothed(double[] targets, double smoothing, int n) {
    return Arrays.stream(targets).map(t -> t * (1 - smoothing) + smoothing / n).toArray();
  }

  /** What a metric reads that decides at one half where there is but one column. */
  static Metric.Reads column(Shape prediction) {
    return prediction.rank() < 2 || prediction.size(-1) == 1
        ? Metric.Reads.PROBABILITIES
        : Metric.Reads.CLASSES;
  }

  /** What a metric reads that decides at thresholds; at 0, logits will do. */
  static Metric.Reads decisions(Optional<List<Double>> thresholds, Optional<Integer> topK) {
    boolean signs = thresholds.isPresent() && thresholds.get().stream().allMatch(t -> t == 0);
    return signs || thresholds.isEmpty() && topK.isPresent()
        ? Metric.Reads.CLASSES
        : Metric.Reads.PROBABILITIES;
  }

  /** Fails if a batch has rows of another size than those before. */
  static void expectWidth(int width, Rows rows) {
    if (rows.width() != width) {
      throw new ShapeException(
          "predictions have " + rows.width() + " columns, those before had " + width);
    }
  }
}
