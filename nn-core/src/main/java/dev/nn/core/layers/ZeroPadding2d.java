package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y = x with zeros around it. Shapes: x [batch, channels, height, width] → y [batch, channels,
 * ...].
 *
 * @param padding zeros to add: one number, one for each axis, or [before, after] for each axis; ≥ 0
 */
@Type(value = "zero_padding2d", aliases = "zero_pad2d")
@Doc("adds zeros at the edges")
public record ZeroPadding2d(
    @Default("1")
        @Doc("zeros to add: one number, one for each axis, or [before, after] for each axis")
        @Range(min = 0)
        List<List<Integer>> padding)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public ZeroPadding2d {
    padding = Windows.endsPerAxis("padding", padding, 2);
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("zero_padding2d", x, 2);
    Value y = x;
    for (int axis = 0; axis < 2; axis++) {
      y = Resampling.padded(y, axis + 2, padding.get(axis));
    }
    return y;
  }
}
