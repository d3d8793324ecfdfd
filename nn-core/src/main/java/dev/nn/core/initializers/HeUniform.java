package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.core.initializers.VarianceScaling.Distribution;
import dev.nn.core.initializers.VarianceScaling.Mode;
import java.util.random.RandomGenerator;

/** θ even over ±√(6/fan in). He et al. (2015). */
@Type("he_uniform")
@Doc("even over ±√(6/fan in)")
public record HeUniform() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM).sample(parameter, random);
  }
}
