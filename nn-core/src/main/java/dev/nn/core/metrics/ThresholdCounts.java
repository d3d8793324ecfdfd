package dev.nn.core.metrics;

import java.util.Arrays;

/**
 * Weighted numbers of positive and negative targets by the prediction's place among ascending
 * thresholds: all that is needed to count decisions prediction &gt; threshold at every one of them.
 */
final class ThresholdCounts {
  private final double[] thresholds;
  private final double[] positives;
  private final double[] negatives;

  ThresholdCounts(double[] thresholds) {
    this.thresholds = thresholds;
    this.positives = new double[thresholds.length + 1];
    this.negatives = new double[thresholds.length + 1];
  }

  /** n thresholds from 0 to 1 at equal distances; 0.5 alone if n is 1. */
  static double[] even(int n) {
    double[] even = new double[n];
    Arrays.setAll(even, i -> n == 1 ? 0.5 : i / (n - 1.0));
    return even;
  }

  void add(double prediction, boolean truth, double weight) {
    (truth ? positives : negatives)[below(prediction)] += weight;
  }

  /** Number of thresholds below x. */
  private int below(double x) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Number of thresholds. */
  int size() {
    return thresholds.length;
  }

  /** True positives at each threshold. */
  double[] hits() {
    return above(positives);
  }

  /** False positives at each threshold. */
  double[] alarms() {
    return above(negatives);
  }

  /** Weight of all positive targets. */
  double positives() {
    return Arrays.stream(positives).sum();
  }

  /** Weight of all negative targets. */
  double negatives() {
    return Arrays.stream(negatives).sum();
  }

  private static double[] above(double[] counts) {
    double[] above = new double[counts.length - 1];
    double sum = 0;
    for (int k = above.length - 1; k >= 0; k--) {
      sum += counts[k + 1];
      above[k] = sum;
    }
    return above;
  }
}
