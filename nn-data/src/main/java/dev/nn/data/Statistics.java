package dev.nn.data;

import java.util.Arrays;

/** What scaling and filling need to know of a column. Arrays are not empty. */
final class Statistics {
  private Statistics() {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** σ = √(Σ(x − μ)² / n); exactly 0 for a constant column, whose mean may be off by a rounding. */
  static double standardDeviation(double[] values, double mean) {
    if (minimum(values) == maximum(values)) {
      return 0;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  static double minimum(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  static double maximum(double[] values) {
    double greatest = values[0];
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** The middle value, or the mean of the two middle ones. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  /** The value that occurs most often; of several, the smallest. */
  static double mode(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double best = sorted[0];
    int most = 0;
    int start = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] != sorted[start]) {
        start = i;
      }
      if (i - start + 1 > most) {
        most = i - start + 1;
        best = sorted[i];
      }
    }
    return best;
  }
}
