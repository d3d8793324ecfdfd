package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y = x / max(√Σx², 10⁻¹²), the sum over the given axes of each example: of length 1. Shapes: x
 * [batch, ...] → y [batch, ...].
 *
 * @param axis the axes, in any order
 */
@Type("unit_normalization")
@Doc("y = x / √Σx² for each example, over some axes")
public record UnitNormalization(@Default("[-1]") @Doc("one axis, or several") List<Integer> axis)
    implements Layer {
  /** Under the root, so that the gradient at 0 is 0 and not 0/0. */
  private static final double SMALLEST_SQUARE = 1e-24;

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty
   */
  public UnitNormalization {
    axis = List.copyOf(axis);
    if (axis.isEmpty()) {
      throw new IllegalArgumentException("unit_normalization needs at least one axis");
    }
  }

  /**
   * @throws ShapeException if x has no such axis, or one is the batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    return unit(x, Axes.ofExample("unit_normalization", x.shape(), axis));
  }

  static Value unit(Value x, int... axes) {
    Value square = x.square().reduce(Reduction.SUM, true, axes);
    return x.multiply(square.maximum(SMALLEST_SQUARE).sqrt().reciprocal());
  }
}
