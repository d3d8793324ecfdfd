package dev.nn.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RoundingNoiseTest {
  private static final double U = Math.ulp(1.0);

  private static double noise(DoubleUnaryOperator f, double x) {
    return RoundingNoise.of(
        (tensor, entry, value) -> f.applyAsDouble(value),
        f.applyAsDouble(x),
        Map.of("x", Tensor.of(Shape.of(1), x)),
        new SplittableRandom(1));
  }

  @Test
  void aSmoothFunctionIsOffByItsLastDigits() {
    assertEquals(8 * U * 0.25, noise(x -> x * x, 0.5), 1e-30);
    assertEquals(8 * U * 3e6, noise(x -> 3e6 + x * x, 0.5), 1e-8);
  }

  @Test
  void roundingInsideIsSeen() {
    // (x + 2000) − 2000 keeps twelve digits of x: C is off by up to 2⁻⁴³.
    double noise = noise(x -> (x + 2000) - 2000, 0.3);
    assertTrue(noise > 0x1p-43 && noise < 0x1p-40, "" + noise);
  }

  @Test
  void aFewKinksAndEvenAJumpAreNotTakenForRounding() {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 20 == 0 ? 0 : i; // |x| has a kink in two of them.
    }
    double few =
        RoundingNoise.of(
            (tensor, entry, value) -> 100 + Math.abs(value) - values[entry],
            100,
            Map.of("x", Tensor.of(Shape.of(40), values)),
            new SplittableRandom(3));
    assertTrue(few < 1e-10, "" + few);
    assertTrue(noise(x -> x == 0 ? 1 : 2, 0) < 1e-10);
  }

  @Test
  void ofNothingThereIsNothingToMeasure() {
    assertEquals(8 * U, RoundingNoise.of((t, e, v) -> 1, 1, Map.of(), new SplittableRandom(1)));
  }
}
