package dev.nn.api.layer;

import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.random.RandomGenerator;

/** First values of a parameter. */
@FunctionalInterface
public interface Initializer {
  /**
   * Row-major values for a parameter.
   *
   * @param parameter its shape and fans
   * @param random seeded by the run's seed and the parameter's path, so that the values do not
   *     depend on other layers
   * @return as many numbers as the shape has elements
   */
  double[] sample(ParameterSpec parameter, RandomGenerator random);

  /**
   * Whether a parameter can have such first values; asked when a network is put together.
   *
   * @throws ShapeException if it cannot
   */
  default void check(Shape shape) {}
}
