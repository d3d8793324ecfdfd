package dev.nn.cli.layout;

/** Isotonic regression by pooling adjacent violators. */
final class Isotonic {
  private Isotonic() {}

  /**
   * Those numbers y₀ ≤ y₁ ≤ … for which Σ wᵢ·(yᵢ − xᵢ)² is least: neighbours that are in the wrong
   * order become one, at their mean, until all are in order.
   *
   * @param x what is wanted
   * @param w how much, greater than 0
   */
  static double[] regression(double[] x, double[] w) {
    double[] mean = new double[x.length];
    double[] weight = new double[x.length];
    int[] size = new int[x.length];
    int pools = 0;
    for (int i = 0; i < x.length; i++) {
      mean[pools] = x[i];
      weight[pools] = w[i];
      size[pools++] = 1;
      while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
        double sum = weight[pools - 2] + weight[pools - 1];
        mean[pools - 2] =
            (mean[pools - 2] * weight[pools - 2] + mean[pools - 1] * weight[pools - 1]) / sum;
        weight[pools - 2] = sum;
        size[pools - 2] += size[--pools];
      }
    }
    double[] y = new double[x.length];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int i = 0; i < size[pool]; i++) {
        y[at++] = mean[pool];
      }
    }
    return y;
  }
}
