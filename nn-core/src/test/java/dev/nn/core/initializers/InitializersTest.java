package dev.nn.core.initializers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.VarianceScaling.Distribution;
import dev.nn.core.initializers.VarianceScaling.Mode;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializersTest {
  private static final int IN = 300;
  private static final int OUT = 500;
  private static final int COUNT = IN * OUT;

  private static double[] sample(Initializer initializer, int... sizes) {
    ParameterSpec spec = ParameterSpec.of(Shape.of(sizes), initializer);
    return initializer.sample(spec, new SplittableRandom(7));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  // Five standard errors: of the mean σ/√n, of the variance at most σ²·√(2/n).
  private static void assertMoments(double mean, double variance, double[] values) {
    assertEquals(mean, mean(values), 5 * Math.sqrt(variance / values.length));
    assertEquals(variance, variance(values), 5 * variance * Math.sqrt(2.0 / values.length));
  }

  private static double greatest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @Test
  void constantsAreConstant() {
    assertArrayEquals(new double[6], sample(new Zeros(), 2, 3));
    assertArrayEquals(new double[] {1, 1}, sample(new Ones(), 2));
    assertArrayEquals(new double[] {2.5, 2.5}, sample(new Constant(2.5), 2));
  }

  @Test
  void normalValuesHaveTheStatedMoments() {
    assertMoments(1, 4, sample(new RandomNormal(1, 2), IN, OUT));
  }

  @Test
  void uniformValuesFillTheirRange() {
    double[] values = sample(new RandomUniform(-1, 3), IN, OUT);
    assertMoments(1, 16.0 / 12, values);
    assertTrue(Arrays.stream(values).allMatch(x -> -1 <= x && x < 3));
  }

  @Test
  void truncatedNormalValuesStayWithinTwoStandardDeviations() {
    double[] values = sample(new TruncatedNormal(0, 2), IN, OUT);
    assertMoments(0, Math.pow(2 * 0.87962566, 2), values);
    assertTrue(greatest(values) < 4 && greatest(values) > 3.9);
  }

  @ParameterizedTest
  @CsvSource({
    "FAN_IN, 300, UNIFORM",
    "FAN_OUT, 500, UNIFORM",
    "FAN_AVG, 400, UNIFORM",
    "FAN_IN, 300, TRUNCATED_NORMAL",
    "FAN_OUT, 500, UNTRUNCATED_NORMAL"
  })
  void scaledValuesHaveVarianceScaleOverFan(Mode mode, int fan, Distribution distribution) {
    double[] values = sample(new VarianceScaling(3, mode, distribution), IN, OUT);
    assertMoments(0, 3.0 / fan, values);
  }

  @Test
  void theNamedSchemesHaveTheirVariances() {
    assertMoments(0, 2.0 / (IN + OUT), sample(new GlorotUniform(), IN, OUT));
    assertMoments(0, 2.0 / (IN + OUT), sample(new GlorotNormal(), IN, OUT));
    assertMoments(0, 2.0 / IN, sample(new HeUniform(), IN, OUT));
    assertMoments(0, 2.0 / IN, sample(new HeNormal(), IN, OUT));
    assertMoments(0, 1.0 / IN, sample(new LecunUniform(), IN, OUT));
    assertMoments(0, 1.0 / IN, sample(new LecunNormal(), IN, OUT));
    double limit = Math.sqrt(6.0 / (IN + OUT));
    assertTrue(greatest(sample(new GlorotUniform(), IN, OUT)) <= limit);
  }

  @Test
  void fansAreTheStatedOnesAndNotGuessedFromTheShape() {
    ParameterSpec convolution =
        new ParameterSpec(Shape.of(64, 32, 3, 3), 288, 576, new HeNormal(), Optional.empty());
    double[] values = new HeNormal().sample(convolution, new SplittableRandom(7));
    assertMoments(0, 2.0 / 288, values);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "4, 9", "9, 4", "1, 3"})
  void orthogonalRowsOrColumnsAreOrthonormal(int rows, int columns) {
    double[] q = sample(new Orthogonal(2), rows, columns);
    int vectors = Math.min(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          dot +=
              rows <= columns
                  ? q[a * columns + k] * q[b * columns + k]
                  : q[k * columns + a] * q[k * columns + b];
        }
        assertEquals(a == b ? 4 : 0, dot, 1e-14);
      }
    }
  }

  @Test
  void theFiltersOfAConvolutionAreOrthogonal() {
    double[] q = sample(new Orthogonal(1), 2, 3, 2, 2);
    double dot = 0;
    for (int k = 0; k < 12; k++) {
      dot += q[k] * q[12 + k];
    }
    assertEquals(0, dot, 1e-14);
  }

  @Test
  void orthogonalMatricesAreEvenlyDistributed() {
    // Each element of an evenly distributed n×n matrix has mean 0 and variance 1/n.
    double[] corners = new double[4000];
    SplittableRandom random = new SplittableRandom(3);
    ParameterSpec spec = ParameterSpec.of(Shape.of(3, 3), new Orthogonal(1));
    Arrays.setAll(corners, i -> new Orthogonal(1).sample(spec, random)[8]);
    assertMoments(0, 1.0 / 3, corners);
  }

  @Test
  void identityIsOneOnTheDiagonal() {
    assertArrayEquals(new double[] {2, 0, 0, 0, 2, 0}, sample(new Identity(2), 2, 3));
  }

  @Test
  void matricesAreNeededWhereOnlyMatricesMakeSense() {
    ShapeException identity =
        assertThrows(ShapeException.class, () -> sample(new Identity(1), 2, 3, 4));
    assertEquals("identity needs a parameter with two axes, not [2, 3, 4]", identity.getMessage());
    assertThrows(ShapeException.class, () -> sample(new Orthogonal(1), 5));
  }

  @Test
  void theSameRandomnessGivesTheSameValues() {
    assertArrayEquals(sample(new HeNormal(), 4, 4), sample(new HeNormal(), 4, 4));
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RandomUniform(1, 0));
  }
}
