package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.random.RandomGenerator;

/** θ = 0. */
@Type(value = "zeros", aliases = "zero")
@Doc("0")
public record Zeros() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new double[parameter.shape().elements()];
  }
}
