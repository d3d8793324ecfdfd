package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * θ = c.
 *
 * @param value c
 */
@Type("constant")
@Doc("a given number")
public record Constant(@Default("0.0") @Doc("the number") double value) implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    double[] values = new double[parameter.shape().elements()];
    Arrays.fill(values, value);
    return values;
  }
}
