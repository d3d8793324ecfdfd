package dev.nn.testkit.standard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StandardInitializersTest {
  private static final Binder BINDER = new Binder(Catalogue.of(new StandardPlugin()));
  private static final int IN = 200;
  private static final int OUT = 100;
  // Of 20,000 values, the standard deviation is off by at most about 0.5 %, the mean by 0.7 % of
  // it.
  private static final double SAMPLING = 0.03;

  /** Mean and standard deviation of the values of a [200, 100] parameter. */
  private record Moments(double mean, double deviation) {}

  static final Map<String, Moments> CASES = new LinkedHashMap<>();

  static {
    CASES.put("{type: constant, value: 0.5}", new Moments(0.5, 0));
    CASES.put("glorot_normal", new Moments(0, Math.sqrt(2.0 / (IN + OUT))));
    CASES.put("glorot_uniform", new Moments(0, Math.sqrt(2.0 / (IN + OUT))));
    CASES.put("he_normal", new Moments(0, Math.sqrt(2.0 / IN)));
    CASES.put("he_uniform", new Moments(0, Math.sqrt(2.0 / IN)));
    CASES.put("identity", new Moments(1.0 / IN, Math.sqrt(1.0 / IN - 1.0 / IN / IN)));
    CASES.put("lecun_normal", new Moments(0, Math.sqrt(1.0 / IN)));
    CASES.put("lecun_uniform", new Moments(0, Math.sqrt(1.0 / IN)));
    CASES.put("ones", new Moments(1, 0));
    // 100 orthonormal columns in 200 dimensions: squares sum to 100.
    CASES.put("orthogonal", new Moments(0, Math.sqrt(1.0 / IN)));
    CASES.put("random_normal", new Moments(0, 0.05));
    CASES.put("random_uniform", new Moments(0, 0.05 / Math.sqrt(3)));
    // Cut off at two standard deviations, 0.8796 of the deviation is left.
    CASES.put("truncated_normal", new Moments(0, 0.05 * 0.87962566));
    CASES.put("variance_scaling", new Moments(0, Math.sqrt(1.0 / IN)));
    CASES.put(
        "{type: variance_scaling, scale: 2, mode: fan_out, distribution: uniform}",
        new Moments(0, Math.sqrt(2.0 / OUT)));
    CASES.put("zeros", new Moments(0, 0));
  }

  @TestFactory
  Stream<DynamicTest> valuesHaveTheMomentsOfTheFormula() {
    return CASES.entrySet().stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.getKey(), () -> checkMoments(test.getKey(), test.getValue())));
  }

  private static void checkMoments(String config, Moments expected) {
    double[] values = sample(config, Shape.of(IN, OUT));
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertEquals(IN * OUT, values.length);
    assertEquals(expected.deviation(), Math.sqrt(variance), SAMPLING * expected.deviation() + 1e-9);
    assertEquals(expected.mean(), mean, SAMPLING * expected.deviation() + 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> theSameGeneratorGivesTheSameValues() {
    return CASES.keySet().stream()
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config,
                    () ->
                        assertArrayEquals(
                            sample(config, Shape.of(3, 4)), sample(config, Shape.of(3, 4)))));
  }

  private static double[] sample(String config, Shape shape) {
    Initializer initializer = BINDER.make(Initializer.class, config);
    return initializer.sample(ParameterSpec.of(shape, initializer), new SplittableRandom(3));
  }
}
