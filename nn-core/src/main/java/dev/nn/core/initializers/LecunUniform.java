package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.core.initializers.VarianceScaling.Distribution;
import dev.nn.core.initializers.VarianceScaling.Mode;
import java.util.random.RandomGenerator;

/** θ even over ±√(3/fan in). LeCun et al. (1998). */
@Type("lecun_uniform")
@Doc("even over ±√(3/fan in)")
public record LecunUniform() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM).sample(parameter, random);
  }
}
