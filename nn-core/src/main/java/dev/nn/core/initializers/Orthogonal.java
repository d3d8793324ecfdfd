package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * θ with θᵀθ = g²·I or θθᵀ = g²·I, whichever fits the shape, evenly distributed among such
 * matrices. A matrix is taken as it is; of a convolution kernel {@code [out, ...]} the rows are its
 * filters. Saxe, McClelland and Ganguli (2013).
 *
 * @param gain g
 */
@Type(value = "orthogonal", aliases = "orthogonal_initializer")
@Doc("a random orthogonal matrix")
public record Orthogonal(@Default("1.0") @Doc("factor") double gain) implements Initializer {
  /**
   * @throws ShapeException if the parameter has fewer than two axes
   */
  @Override
  public void check(Shape shape) {
    if (shape.rank() < 2) {
      throw new ShapeException("orthogonal needs a parameter with at least two axes, not " + shape);
    }
  }

  /**
   * @throws ShapeException if the parameter has fewer than two axes
   */
  @Override
  public double[] sample(ParameterSpec parameter, RandomGenerator random) {
    Shape shape = parameter.shape();
    check(shape);
    int rows = shape.size(0);
    int columns = shape.elements() / Math.max(1, rows);
    double[][] basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
    double[] values = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] = gain * (rows <= columns ? basis[i][j] : basis[j][i]);
      }
    }
    return values;
  }

  // Gram and Schmidt on normal vectors give the QR factor with a positive diagonal, hence an even
  // distribution; the second round removes what rounding left of the first.
  private static double[][] orthonormal(int count, int length, RandomGenerator random) {
    double[][] basis = new double[count][length];
    for (int i = 0; i < count; i++) {
      Arrays.setAll(basis[i], k -> random.nextGaussian());
      for (int round = 0; round < 2; round++) {
        for (int j = 0; j < i; j++) {
          subtract(basis[i], basis[j], dot(basis[i], basis[j]));
        }
      }
      subtract(basis[i], basis[i], 1 - 1 / Math.sqrt(dot(basis[i], basis[i])));
    }
    return basis;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] x, double times) {
    for (int k = 0; k < from.length; k++) {
      from[k] -= times * x[k];
    }
  }
}
