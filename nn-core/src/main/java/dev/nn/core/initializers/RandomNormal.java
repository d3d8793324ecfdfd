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
 * θ ~ N(μ, σ²).
 *
 * @param mean μ
 * @param stddev σ
 */
@Type(value = "random_normal", aliases = "normal")
@Doc("normally distributed")
public record RandomNormal(
    @Default("0.0") @Doc("mean") double mean,
    @Default("0.05") @Doc("standard deviation") @Range(min = 0) double stddev)
    implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    double[] values = new double[parameter.shape().elements()];
    Arrays.setAll(values, i -> mean + stddev * random.nextGaussian());
    return values;
  }
}
