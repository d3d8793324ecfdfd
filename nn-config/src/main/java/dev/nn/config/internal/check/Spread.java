package dev.nn.config.internal.check;

import dev.nn.api.tensor.Tensor;

/**
 * How large numbers are.
 *
 * @param mean their mean
 * @param deviation their standard deviation
 * @param min the least
 * @param max the greatest
 */
public record Spread(double mean, double deviation, double min, double max) {
  /** So many numbers are enough to see how large all are. */
  private static final int SAMPLE = 20_000;

  /** Of a tensor: of all elements, or of some spread over it. */
  public static Spread of(Tensor tensor) {
    return of(tensor, 0, 1);
  }

  /**
   * Of a column of a table, or of some of its rows spread over it.
   *
   * @param column from 0
   * @param width number of columns
   */
  public static Spread of(Tensor table, int column, int width) {
    int rows = table.size() / width;
    // An odd step does not fall into step with the rows of a picture.
    int step = rows <= SAMPLE ? 1 : rows / SAMPLE | 1;
    double sum = 0;
    double squares = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int count = 0;
    double first = rows == 0 ? 0 : table.get(column); // Differences keep their digits.
    for (int row = 0; row < rows; row += step, count++) {
      double value = table.get(row * width + column);
      sum += value - first;
      squares += (value - first) * (value - first);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double mean = sum / count;
    return new Spread(
        first + mean, Math.sqrt(Math.max(0, squares / count - mean * mean)), min, max);
  }

  /** √(mean²): the size that a typical number has. */
  public double size() {
    return Math.hypot(mean, deviation);
  }

  /** {@code mean 747, standard deviation 315}. */
  @Override
  public String toString() {
    return "mean %s, standard deviation %s".formatted(Figures.of(mean), Figures.of(deviation));
  }
}
