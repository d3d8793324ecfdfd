package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * θ evenly distributed over [a, b).
 *
 * @param minval a
 * @param maxval b
 */
@Type(value = "random_uniform", aliases = "uniform")
@Doc("evenly distributed over [minval, maxval)")
public record RandomUniform(
    @Default("-0.05") @Doc("smallest value") double minval,
    @Default("0.05") @Doc("greatest value") double maxval)
    implements Initializer {

  /**
   * @throws IllegalArgumentException if a &gt; b
   */
  public RandomUniform {
    if (minval > maxval) {
      throw new IllegalArgumentException("minval " + minval + " is greater than maxval " + maxval);
    }
  }

  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    double[] values = new double[parameter.shape().elements()];
    Arrays.setAll(values, i -> minval + (maxval - minval) * random.nextDouble());
    return values;
  }
}
