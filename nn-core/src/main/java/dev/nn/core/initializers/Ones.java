package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.random.RandomGenerator;

/** θ = 1. */
@Type(value = "ones", aliases = "one")
@Doc("1")
public record Ones() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new Constant(1).sample(parameter, random);
  }
}
