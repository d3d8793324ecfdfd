package dev.nn.core.metrics;

import java.util.Arrays;

/** Whether a class is among those with the k greatest predictions. */
final class TopK {
  private TopK() {}

  /** Whether fewer than k predictions are greater; never if the class's own is NaN. */
  static boolean contains(double[] row, int index, int k) {
    if (index < 0 || index >= row.length || Double.isNaN(row[index])) {
      return false;
    }
    return Arrays.stream(row).filter(x -> x > row[index]).count() < k;
  }
}
