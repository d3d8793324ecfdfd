package dev.nn.data;

/**
 * Numbers of a column, in its units.
 *
 * @param least the smallest
 * @param greatest the largest
 * @param mean their mean
 * @param deviation their standard deviation, of the population
 * @param whole whether all are whole
 */
public record NumberProfile(
    double least, double greatest, double mean, double deviation, boolean whole) {

  /**
   * @param values at least one
   */
  static NumberProfile of(double[] values) {
    double mean = Statistics.mean(values);
    boolean whole = true;
    for (double value : values) {
      whole &= value == Math.rint(value);
    }
    return new NumberProfile(
        Statistics.minimum(values),
        Statistics.maximum(values),
        mean,
        Statistics.standardDeviation(values, mean),
        whole);
  }
}
