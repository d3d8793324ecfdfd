package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Statistics over 100,000 numbers; limits are five standard errors. */
class RegularizingLayersTest {
  private static final int COUNT = 100_000;
  private static final Shape SHAPE = Shape.of(1000, 100);

  private static double[] trained(Layer layer, double... x) {
    return Formulas.layer(layer, true, Map.of(), Tensor.of(SHAPE, x)).get("output").toDoubles();
  }

  private static double[] all(double value) {
    double[] x = new double[COUNT];
    Arrays.fill(x, value);
    return x;
  }

  private static double mean(double... x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double variance(double... x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  @Test
  void inferenceChangesNothing() {
    Tensor x = Tensor.of(Shape.of(2, 2), 1.0, -2, 3, 0);
    for (Layer layer :
        List.of(new GaussianDropout(0.3), new GaussianNoise(2), new AlphaDropout(0.3))) {
      assertEquals(x, Formulas.layer(layer, false, Map.of(), x).get("output"));
    }
  }

  @Test
  void gaussianDropoutHasTheVarianceOfDropout() {
    double[] y = trained(new GaussianDropout(0.2), all(3));
    double variance = 9 * 0.25; // rate/(1 − rate) of x².
    assertEquals(3, mean(y), 5 * Math.sqrt(variance / COUNT));
    assertEquals(variance, variance(y), 5 * variance * Math.sqrt(2.0 / COUNT));
  }

  @Test
  void gaussianNoiseHasItsStandardDeviation() {
    double[] y = trained(new GaussianNoise(0.5), all(3));
    assertEquals(3, mean(y), 5 * 0.5 / Math.sqrt(COUNT));
    assertEquals(0.25, variance(y), 5 * 0.25 * Math.sqrt(2.0 / COUNT));
  }

  @Test
  void alphaDropoutKeepsMeanZeroAndVarianceOne() {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = new double[COUNT];
    Arrays.setAll(x, i -> random.nextGaussian());
    double[] y = trained(new AlphaDropout(0.3), x);
    assertEquals(0, mean(y), 5 / Math.sqrt(COUNT));
    assertEquals(1, variance(y), 5 * Math.sqrt(2.0 / COUNT));
    // What is dropped has one value.
    double saturated = -1.7580993408473766;
    double a = 1 / Math.sqrt(0.7 * (1 + 0.3 * saturated * saturated));
    double dropped = a * saturated - a * saturated * 0.3;
    long count = Arrays.stream(y).filter(v -> Math.abs(v - dropped) < 1e-9).count();
    assertEquals(0.3, count / (double) COUNT, 5 * Math.sqrt(0.3 * 0.7 / COUNT));
  }

  @Test
  void activityRegularizationCostsPerExample() {
    Tensor x = Tensor.of(Shape.of(2, 2), 1.0, -2, 3, 0);
    Map<String, Tensor> run =
        Formulas.layer(new ActivityRegularization(0.1, 0.01), true, Map.of(), x);
    assertEquals(x, run.get("output"));
    assertEquals((0.1 * 6 + 0.01 * 14) / 2, run.get("penalty").item(), 1e-15);
    assertTrue(
        !Formulas.layer(new ActivityRegularization(0.1, 0), false, Map.of(), x)
            .containsKey("penalty"));
  }
}
