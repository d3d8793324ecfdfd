package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionsTest {
  private static final int TILE = Workspace.TILE;
  private static final int SWEEPS = 40;

  /** Smaller results may be 0. */
  private static final double UNDERFLOW = 1e-37;

  private final Workspace workspace = new Workspace();

  /** Most units in the last place that a result may be off. */
  private static int ulps(UnaryFunction function) {
    return switch (function) {
      // Rational approximations, whose numerator and denominator both round.
      case TANH, ERF -> 7;
      default -> 3;
    };
  }

  /** What 1 + erf x loses where it is almost 0. */
  private static double lost(UnaryFunction function, float x) {
    return switch (function) {
      case GELU -> 4 * Math.ulp(1f) * Math.min(Math.abs(x), 6);
      case GELU_SLOPE -> 4 * Math.ulp(1f);
      default -> 0;
    };
  }

  private float[] apply(UnaryFunction function, float[] x) {
    workspace.reserve(1);
    System.arraycopy(x, 0, workspace.floats[0], 0, x.length);
    FloatStep.of(new Unary(function), List.of(new FloatStep.Operand(0, null)), 0)
        .run(workspace.floats, x.length, workspace);
    return Arrays.copyOf(workspace.floats[0], x.length);
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void isWithinAFewUnitsInTheLastPlace(UnaryFunction function) {
    float[] x = new float[TILE];
    for (double scale : new double[] {1e-20, 1e-3, 0.3, 1, 3, 10, 40, 87}) {
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int i = 0; i < TILE; i++) {
          double position = (double) (i * SWEEPS + sweep) / (TILE * SWEEPS);
          x[i] = (float) (scale * (2 * position - 1));
        }
        if (function == UnaryFunction.LOG) {
          Loops.abs(x, x, TILE);
        }
        float[] y = apply(function, x);
        for (int i = 0; i < TILE; i++) {
          requireClose(function, x[i], y[i]);
        }
      }
    }
  }

  private static void requireClose(UnaryFunction function, float x, float y) {
    double expected = function.apply(x);
    double allowed = ulps(function) * Math.ulp((float) expected) + UNDERFLOW + lost(function, x);
    assertTrue(
        Math.abs(y - expected) <= allowed || Float.compare(y, (float) expected) == 0,
        () -> function + "(" + x + ") should be " + expected + ", is " + y);
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void isRightForHugeInfiniteAndMissingNumbers(UnaryFunction function) {
    float[] x = {
      1e4f,
      -1e4f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      0,
      -0f,
      88.5f, // e⁸⁸·⁵ still is a float32.
      Float.MIN_VALUE,
      Float.MAX_VALUE
    };
    float[] y = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      requireClose(function, x[i], y[i]);
    }
  }

  @Test
  void whatIsMultipliedByALargeNumberEndsExactlyAtOne() {
    // x·(1+erf x) and x·(1+tanh x) are activations, which must be 0 for large negative x.
    for (UnaryFunction function : List.of(UnaryFunction.ERF, UnaryFunction.TANH)) {
      assertArrayEquals(new float[] {1, -1, 1}, apply(function, new float[] {10, -20, 1e10f}));
    }
  }
}
