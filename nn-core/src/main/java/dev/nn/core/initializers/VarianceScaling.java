package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.random.RandomGenerator;

/**
 * θ with variance scale/n, n the fan in, the fan out or their mean: even over ±√(3·scale/n), or
 * normal, or normal with the tails cut off (and widened so that the variance is right again).
 *
 * @param scale of the variance, &gt; 0
 * @param mode what n is
 * @param distribution of the values
 */
@Type("variance_scaling")
@Doc("variance scale/n, n the number of connections")
public record VarianceScaling(
    @Default("1.0") @Doc("scale of the variance") @Range(min = 0, minExclusive = true) double scale,
    @Default("fan_in") @Doc("n: fan_in, fan_out, or their mean fan_avg") Mode mode,
    @Default("truncated_normal") @Doc("distribution of the values") Distribution distribution)
    implements Initializer {

  /** What the variance is divided by. */
  public enum Mode {
    /** Numbers that feed one output unit. */
    FAN_IN,
    /** Output units that one number feeds. */
    FAN_OUT,
    /** The mean of both. */
    FAN_AVG
  }

  /** How values are spread. */
  public enum Distribution {
    /** Normal within two standard deviations. */
    TRUNCATED_NORMAL,
    /** Normal. */
    UNTRUNCATED_NORMAL,
    /** Even. */
    UNIFORM
  }

  // Standard deviation of a standard normal distribution that is cut off at ±2.
  private static final double STDDEV_WITHIN_TWO = 0.87962566103423978;

  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    double fan =
        switch (mode) {
          case FAN_IN -> parameter.fanIn();
          case FAN_OUT -> parameter.fanOut();
          case FAN_AVG -> (parameter.fanIn() + parameter.fanOut()) / 2.0;
        };
    double stddev = Math.sqrt(scale / Math.max(1, fan));
    double limit = Math.sqrt(3) * stddev;
    Initializer values =
        switch (distribution) {
          case TRUNCATED_NORMAL -> new TruncatedNormal(0, stddev / STDDEV_WITHIN_TWO);
          case UNTRUNCATED_NORMAL -> new RandomNormal(0, stddev);
          case UNIFORM -> new RandomUniform(-limit, limit);
        };
    return values.sample(parameter, random);
  }
}
