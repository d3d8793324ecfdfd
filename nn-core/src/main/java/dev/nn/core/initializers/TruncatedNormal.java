package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * θ ~ N(μ, σ²), drawn again while further than 2σ from μ. What remains has 0.8796 σ as its standard
 * deviation.
 *
 * @param mean μ
 * @param stddev σ, before the tails are cut off
 */
@Type("truncated_normal")
@Doc("normally distributed within two standard deviations")
public record TruncatedNormal(
    @Default("0.0") @Doc("mean") double mean,
    @Default("0.05") @Doc("standard deviation before the tails are cut off") @Range(min = 0)
        double stddev)
    implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    double[] values = new double[parameter.shape().elements()];
    Arrays.setAll(values, i -> mean + stddev * withinTwo(random));
    return values;
  }

  private static double withinTwo(RandomGenerator random) {
    double x;
    do {
      x = random.nextGaussian();
    } while (Math.abs(x) >= 2);
    return x;
  }
}
