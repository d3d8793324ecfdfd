package dev.nn.data;

/** How numeric features are scaled: x' = (x − offset) / divisor, fitted on the training part. */
public enum Scale {
  /** Offset: the mean. Divisor: the standard deviation (of the population, as in scikit-learn). */
  STANDARD,
  /** Offset: the minimum. Divisor: maximum − minimum, so that training values lie in [0, 1]. */
  MIN_MAX,
  /** Values as they stand. */
  NONE;

  /**
   * Offset and divisor for {@code values}, which hold at least one; a constant column gets the
   * divisor 1.
   */
  double[] fit(double[] values) {
    double offset = 0;
    double divisor = 1;
    switch (this) {
      case STANDARD -> {
        offset = Statistics.mean(values);
        divisor = Statistics.standardDeviation(values, offset);
      }
      case MIN_MAX -> {
        offset = Statistics.minimum(values);
        divisor = Statistics.maximum(values) - offset;
      }
      case NONE -> {}
    }
    return new double[] {offset, divisor > 0 && Double.isFinite(divisor) ? divisor : 1};
  }
}
