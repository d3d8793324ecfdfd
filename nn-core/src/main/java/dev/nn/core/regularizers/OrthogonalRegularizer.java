package dev.nn.core.regularizers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;

/**
 * λ · mean |uᵢ·uⱼ| over all pairs i &lt; j, uᵢ = θᵢ/‖θᵢ‖ the rows of a matrix θ [rows, columns], or
 * its columns: nothing if they are orthogonal, λ if all are parallel. Norms below 10⁻⁶ are taken
 * for 10⁻⁶. Keras's OrthogonalRegularizer.
 *
 * @param factor λ
 * @param mode what shall be orthogonal
 */
@Type(
    value = "orthogonal",
    aliases = {"orthogonal_regularizer"})
@Doc("factor·mean |uᵢ·uⱼ| over all pairs of rows of length 1, or of columns")
public record OrthogonalRegularizer(
    @Default("0.01") @Doc("what it costs if all are parallel") @Range(min = 0) double factor,
    @Default("rows") @Doc("what shall be orthogonal") Mode mode)
    implements Regularizer {
  private static final double SMALLEST_SQUARE = 1e-12;

  /** What shall be orthogonal. */
  public enum Mode {
    /** The weights that leave each input. */
    ROWS,
    /** The weights that reach each unit. */
    COLUMNS
  }

  /**
   * @throws ShapeException if the parameter is no matrix, or has but one row, or column
   */
  @Override
  public Value penalty(Value parameter) {
    Shape shape = parameter.shape();
    boolean rows = mode == Mode.ROWS;
    if (shape.rank() != 2 || shape.size(rows ? 0 : 1) < 2) {
      throw new ShapeException(
          Kind.PARAMETER,
          "orthogonal needs a matrix of at least two %s (this is %s)"
              .formatted(rows ? "rows" : "columns", shape));
    }
    int n = shape.size(rows ? 0 : 1);
    Value square = parameter.square().reduce(Reduction.SUM, true, rows ? 1 : 0);
    Value unit = parameter.divide(square.maximum(SMALLEST_SQUARE).sqrt()).labelled("unit");
    Value products = unit.matmul(unit, !rows, rows).multiply(above(parameter, n)).labelled("cos");
    return products.abs().sum(0, 1).scale(factor / (n * (n - 1) / 2.0));
  }

  /** 1 above the diagonal, 0 elsewhere: every pair once. */
  private static Value above(Value parameter, int n) {
    double[] ones = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        ones[i * n + j] = 1;
      }
    }
    DataType dtype = parameter.dtype();
    return parameter.builder().constant(Tensor.of(Shape.of(n, n), ones).cast(dtype));
  }
}
