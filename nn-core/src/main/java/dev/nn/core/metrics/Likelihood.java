package dev.nn.core.metrics;

import java.util.Arrays;

/** −ln of the probability that a prediction gives to what is true, one row at a time. */
final class Likelihood {
  private static final double EPSILON = 1e-7;

  private Likelihood() {}

  /** −Σ t·ln a, a divided by its sum, or softmax of logits. */
  static double categorical(double[] a, double[] t, boolean fromLogits) {
    double[] logs = logs(a, fromLogits);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum -= t[i] == 0 ? 0 : t[i] * logs[i];
    }
    return sum;
  }

  /** −ln aₖ. */
  static double ofClass(double[] a, int k, boolean fromLogits) {
    if (k < 0 || k >= a.length) {
      throw new IllegalArgumentException("target " + k + " is not one of " + a.length + " classes");
    }
    return -logs(a, fromLogits)[k];
  }

  /** −mean (t·ln a + (1 − t)·ln(1 − a)), or a = σ(z) of logits. */
  static double binary(double[] a, double[] t, boolean fromLogits) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (fromLogits) {
        sum += Math.max(a[i], 0) - a[i] * t[i] + Math.log1p(Math.exp(-Math.abs(a[i])));
      } else {
        double p = confined(a[i]);
        sum -= t[i] * Math.log(p) + (1 - t[i]) * Math.log1p(-p);
      }
    }
    return sum / a.length;
  }

  /** Of a single column as of a decision, of several as of classes. */
  static double either(Rows rows, int row, boolean fromLogits) {
    double[] a = rows.prediction(row);
    if (a.length == 1) {
      return binary(a, rows.target(row), fromLogits);
    }
    return rows.indexed()
        ? ofClass(a, rows.index(row), fromLogits)
        : categorical(a, rows.target(row), fromLogits);
  }

  private static double[] logs(double[] a, boolean fromLogits) {
    double[] logs = new double[a.length];
    if (fromLogits) {
      double greatest = Arrays.stream(a).max().orElse(0);
      double log = Math.log(Arrays.stream(a).map(z -> Math.exp(z - greatest)).sum());
      Arrays.setAll(logs, i -> a[i] - greatest - log);
    } else {
      double sum = Arrays.stream(a).sum();
      Arrays.setAll(logs, i -> Math.log(confined(a[i] / sum)));
    }
    return logs;
  }

  private static double confined(double p) {
    return Math.min(1 - EPSILON, Math.max(EPSILON, p));
  }
}
