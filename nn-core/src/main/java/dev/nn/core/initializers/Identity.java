package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.random.RandomGenerator;

/**
 * θ = g·I: g on the diagonal, 0 elsewhere.
 *
 * @param gain g
 */
@Type(value = "identity", aliases = "eye")
@Doc("1 on the diagonal, 0 elsewhere")
public record Identity(@Default("1.0") @Doc("factor") double gain) implements Initializer {
  /**
   * @throws ShapeException if the parameter is not a matrix
   */
  @Override
  public void check(Shape shape) {
    if (shape.rank() != 2) {
      throw new ShapeException("identity needs a parameter with two axes, not " + shape);
    }
  }

  /**
   * @throws ShapeException if the parameter is not a matrix
   */
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    Shape shape = parameter.shape();
    check(shape);
    double[] values = new double[shape.elements()];
    for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) {
      values[i * shape.size(1) + i] = gain;
    }
    return values;
  }
}
