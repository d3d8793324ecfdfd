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
 * y = x with each entry {@code size} times. Shapes: x [batch, channels, depth, height, width] → y
 * [batch, channels, size·depth, size·height, size·width].
 *
 * @param size how many times larger, one number or 3, ≥ 1
 */
@Type(
    value = "up_sampling3d",
    aliases = {"upsampling3d", "upsample3d"})
@Doc("makes a volume larger by a whole number")
public record UpSampling3d(
    @Default("2") @Doc("how many times larger, one number or 3") @Range(min = 1) List<Integer> size)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public UpSampling3d {
    size = Windows.perAxis("size", size, 3);
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("up_sampling3d", x, 3);
    Value y = x;
    for (int axis = 0; axis < 3; axis++) {
      y = Resampling.repeated(y, axis + 2, size.get(axis));
    }
    return y;
  }
}
