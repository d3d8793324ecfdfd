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
 * y = x with each entry {@code size} times, or with entries between them on straight lines. Shapes:
 * x [batch, channels, height, width] → y [batch, channels, size·height, size·width].
 *
 * @param size how many times larger, one number or 2, ≥ 1
 * @param interpolation {@code nearest}: copies; {@code bilinear}: on straight lines between the
 *     middles of entries, beyond them as at the edge
 */
@Type(
    value = "up_sampling2d",
    aliases = {"upsampling2d", "upsample2d"})
@Doc("makes an image larger by a whole number")
public record UpSampling2d(
    @Default("2") @Doc("how many times larger, one number or 2") @Range(min = 1) List<Integer> size,
    @Default("nearest") @Doc("what lies between the entries") Interpolation interpolation)
    implements Layer {

  /** What lies between the entries. */
  public enum Interpolation {
    /** Copies of the nearest one. */
    NEAREST,
    /** Straight lines. */
    BILINEAR
  }

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public UpSampling2d {
    size = Windows.perAxis("size", size, 2);
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("up_sampling2d", x, 2);
    Value y = x;
    for (int axis = 0; axis < 2; axis++) {
      y =
          interpolation == Interpolation.NEAREST
              ? Resampling.repeated(y, axis + 2, size.get(axis))
              : Resampling.interpolated(y, axis + 2, size.get(axis));
    }
    return y;
  }
}
