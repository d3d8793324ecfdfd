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
 * y = x without entries at its edges. Shapes: x [batch, channels, height, width] → y [batch,
 * channels, ...].
 *
 * @param cropping entries to leave out: one number, one for each axis, or [before, after] for each
 *     axis; ≥ 0
 */
@Type(value = "cropping2d", aliases = "crop2d")
@Doc("leaves out entries at the edges")
public record Cropping2d(
    @Default("0")
        @Doc(
            "entries to leave out: one number, one for each axis, or [before, after] for each axis")
        @Range(min = 0)
        List<List<Integer>> cropping)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public Cropping2d {
    cropping = Windows.endsPerAxis("cropping", cropping, 2);
  }

  /**
   * @throws ShapeException if x has another number of axes, or nothing would be left of it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("cropping2d", x, 2);
    Value y = x;
    for (int axis = 0; axis < 2; axis++) {
      y = Resampling.cropped(y, axis + 2, cropping.get(axis));
    }
    return y;
  }
}
