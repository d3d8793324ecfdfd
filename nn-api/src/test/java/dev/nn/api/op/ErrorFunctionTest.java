package dev.nn.api.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class ErrorFunctionTest {
  private static final MathContext DIGITS = new MathContext(60);

  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");

  /**
   * erf z = 2/√π Σ (−1)ⁿ z^(2n+1) / (n!·(2n+1)), with so many digits that cancelling is no harm.
   */
  private static double exact(double x) {
    BigDecimal z = new BigDecimal(x);
    BigDecimal square = z.multiply(z, DIGITS);
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int n = 1; power.abs().compareTo(new BigDecimal("1e-40")) > 0 || n < 50; n++) {
      power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    return sum.multiply(BigDecimal.valueOf(2), DIGITS)
        .divide(PI.sqrt(DIGITS), DIGITS)
        .doubleValue();
  }

  @Test
  void itIsRightToThreeUnitsInTheLastPlace() {
    for (double x = -6.5; x < 6.5; x += 0.0137) {
      double expected = exact(x);
      double allowed = 3 * Math.ulp(expected);
      assertEquals(expected, ErrorFunction.erf(x), allowed, "erf " + x);
    }
    for (double x = 1e-300; x < 0.5; x *= 7.3) {
      assertEquals(exact(x), ErrorFunction.erf(x), 3 * Math.ulp(exact(x)), "erf " + x);
    }
  }

  @Test
  void piecesMeetWithoutAStep() {
    for (double x : new double[] {0.46875, 4, 6}) {
      double step = ErrorFunction.erf(Math.nextUp(x)) - ErrorFunction.erf(Math.nextDown(x));
      assertTrue(Math.abs(step) <= 6 * Math.ulp(1.0), "at " + x + " by " + step);
    }
  }

  @Test
  void infinitiesAreOneAndNaNStays() {
    assertEquals(1, ErrorFunction.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1, ErrorFunction.erf(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(ErrorFunction.erf(Double.NaN)));
    assertEquals(0, ErrorFunction.erf(0));
    assertEquals(1 / -0.0, 1 / ErrorFunction.erf(-0.0), "the sign of a zero stays");
  }
}
