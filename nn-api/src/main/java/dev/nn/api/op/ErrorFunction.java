package dev.nn.api.op;

/**
 * erf x to within three units in the last place of float64, in about 20 ns: rational functions by
 * Cody (1969), Rational Chebyshev approximations for the error function, Math. Comp. 23.
 *
 * <pre>
 * erf x  = x · r(x²)                              0 ≤ x ≤ 0.46875
 * erfc x = e^(−x²) · r(x)                         up to 4
 * erfc x = e^(−x²)/x · (1/√π − x⁻² · r(x⁻²))      beyond
 * </pre>
 */
final class ErrorFunction {
  private static final double SMALL = 0.46875;
  private static final double LARGE = 4;

  /** From here on erf x is 1 in float64. */
  private static final double SATURATED = 6;

  // Coefficients, highest powers first.
  private static final double[] SMALL_ABOVE = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] SMALL_BELOW = {
    1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_ABOVE = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_BELOW = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] LARGE_ABOVE = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] LARGE_BELOW = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  static double erf(double x) {
    double z = Math.abs(x);
    if (z <= SMALL) {
      return x * polynomial(SMALL_ABOVE, z * z) / polynomial(SMALL_BELOW, z * z);
    }
    // Written so that NaN comes out as NaN.
    return Math.copySign(z >= SATURATED ? 1 : 1 - complement(z), x);
  }

  private static double complement(double z) {
    double density = Math.exp(-z * z);
    if (!(z > LARGE)) {
      return density * polynomial(MIDDLE_ABOVE, z) / polynomial(MIDDLE_BELOW, z);
    }
    double w = 1 / (z * z);
    double r = w * polynomial(LARGE_ABOVE, w) / polynomial(LARGE_BELOW, w);
    return density / z * (1 / Math.sqrt(Math.PI) - r);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
