package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.op.UnaryFunction;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionsTest {
  private static final int TILE = Workspace.TILE;

  private final Workspace workspace = new Workspace();

  /**
   * Most units in the last place by which a float32 kernel may be off; 4 but for rational
   * approximations with about 23 bits.
   */
  private static int ulps(UnaryFunction function) {
    return switch (function) {
      case TANH, ERF -> 8;
      case SIGMOID, SOFTPLUS, EXPM1 -> 5;
      default -> 4;
    };
  }

  private float[] apply(UnaryFunction function, float[] x) {
    workspace.reserve(1);
    System.arraycopy(x, 0, workspace.floats[0], 0, x.length);
    var operand = new FloatStep.Operand(0, null);
    FloatStep.of(new dev.nn.api.op.Unary(function), List.of(operand), 0)
        .run(workspace.floats, x.length, workspace);
    return java.util.Arrays.copyOf(workspace.floats[0], x.length);
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void isCloseToItsDefinitionEverywhere(UnaryFunction function) {
    float[] x = new float[TILE];
    for (double scale : new double[] {1e-20, 1e-3, 0.3, 1, 3, 10, 40, 87}) {
      for (int sweep = 0; sweep < 40; sweep++) {
        for (int i = 0; i < TILE; i++) {
          x[i] = (float) (scale * (2.0 * (i * 40 + sweep) / (TILE * 40) - 1));
        }
        if (function == UnaryFunction.LOG || function == UnaryFunction.SQRT) {
          Loops.abs(x, x, TILE);
        }
        check(function, x);
      }
    }
  }

  private void check(UnaryFunction function, float[] x) {
    float[] y = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      double expected = function.apply(x[i]);
      // Results below 1e-37 may be flushed to zero.
      double allowed = ulps(function) * Math.ulp((float) expected) + 1e-37;
      assertTrue(
          Double.isNaN(expected) && Float.isNaN(y[i])
              || y[i] == (float) expected
              || Math.abs(y[i] - expected) <= allowed,
          () -> function + " is off");
      if (!(Math.abs(y[i] - expected) <= allowed || y[i] == (float) expected)) {
        assertEquals(Double.isNaN(expected), Float.isNaN(y[i]), function + "(" + x[i] + ")");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void isRightForHugeInfiniteAndMissingNumbers(UnaryFunction function) {
    float[] x = {
      1e4f, -1e4f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0, -0f, 88.5f,
      Float.MIN_VALUE, Float.MAX_VALUE
    };
    float[] y = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      double expected = (float) function.apply(x[i]);
      assertEquals(expected, y[i], 2e-6 * Math.abs(expected) + 1e-37, function + "(" + x[i] + ")");
    }
  }
}
