package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.core.initializers.VarianceScaling.Distribution;
import dev.nn.core.initializers.VarianceScaling.Mode;
import java.util.random.RandomGenerator;

/**
 * θ normal with variance 2/(fan in + fan out), tails cut off at two standard deviations. Glorot and
 * Bengio (2010).
 */
@Type(value = "glorot_normal", aliases = "xavier_normal")
@Doc("normal with variance 2/(fan in + fan out)")
public record GlorotNormal() implements Initializer {
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL)
        .sample(parameter, random);
  }
}
