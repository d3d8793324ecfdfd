package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.core.initializers.VarianceScaling.Distribution;
import dev.nn.core.initializers.VarianceScaling.Mode;
import java.util.random.RandomGenerator;

/** θ even over ±√(6/(fan in + fan out)). Glorot and Bengio (2010). */
@Type(value = "glorot_uniform", aliases = "xavier_uniform")
@Doc("even over ±√(6/(fan in + fan out))")
public record GlorotUniform() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.UNIFORM).sample(parameter, random);
  }
}
