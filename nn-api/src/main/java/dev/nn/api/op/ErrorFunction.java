package dev.nn.api.op;

/**
 * erf x to within a few units in the last place of float64: its Maclaurin series below 2, Lentz's
 * continued fraction of erfc from there on (Abramowitz and Stegun, 7.1.5 and 7.1.14).
 */
final class ErrorFunction {
  private ErrorFunction() {}

  static double erf(double x) {
    double z = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    double y = z < 2 ? series(z) : z > 6 ? 1 : 1 - complement(z);
    return Math.copySign(y, x);
  }

  // erf z = 2/√π e^(−z²) Σ 2ⁿ z^(2n+1) / (1·3·5…(2n+1)): all terms positive, so nothing cancels.
  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * z * z / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
  }

  // erfc z = e^(−z²)/√π · 1/(z + (1/2)/(z + 1/(z + (3/2)/(z + …)))), evaluated from the back.
  private static double complement(double z) {
    double fraction = z;
    for (int k = 120; k >= 1; k--) {
      fraction = z + k / 2.0 / fraction;
    }
    return Math.exp(-z * z) / Math.sqrt(Math.PI) / fraction;
  }
}
