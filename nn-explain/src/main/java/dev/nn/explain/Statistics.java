package dev.nn.explain;

import dev.nn.api.tensor.Tensor;

/**
 * What is said of the entries of a tensor that is too large to be shown.
 *
 * @param deviation standard deviation, √(mean of x² − mean²)
 * @param zeros how many entries are 0
 */
record Statistics(double least, double greatest, double mean, double deviation, int zeros) {
  static Statistics of(Tensor tensor) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    int zeros = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double x = tensor.get(i);
      least = Math.min(least, x);
      greatest = Math.max(greatest, x);
      sum += x;
      squares += x * x;
      zeros += x == 0 ? 1 : 0;
    }
    double mean = sum / tensor.size();
    double deviation = Math.sqrt(Math.max(0, squares / tensor.size() - mean * mean));
    return new Statistics(least, greatest, mean, deviation, zeros);
  }
}
