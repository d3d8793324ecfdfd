package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;

/**
 * y[c·r² + i·r + j, h, w] = x[c, h·r + i, w·r + j]: squares of r × r pixels become r² channels, r
 * being the downscale factor; what pixel_shuffle does, undone. Shapes: x [batch, channels, height,
 * width] → y [batch, channels·r², height/r, width/r]. As PyTorch's layer of this name.
 *
 * @param downscaleFactor r, ≥ 1
 */
@Type(value = "pixel_unshuffle", aliases = "space_to_depth")
@Doc("squares of pixels become channels")
public record PixelUnshuffle(
    @Doc("r: r × r pixels become r² channels") @Range(min = 1) int downscaleFactor)
    implements Layer {

  /**
   * @throws ShapeException if x is no image, or r does not divide its height and width
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("pixel_unshuffle", x, 2);
    int r = downscaleFactor;
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    if (height % r != 0 || width % r != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "pixel_unshuffle cannot cut %d×%d pixels into squares of %d×%d"
                  .formatted(height, width, r, r))
          .about("downscale_factor")
          .helping(
              "downscale_factor: %d divides both".formatted(Divisors.nearest(r, height, width)));
    }
    int batch = x.shape().size(0);
    int channels = x.shape().size(1);
    return x.reshape(batch, channels, height / r, r, width / r, r)
        .transpose(0, 1, 3, 5, 2, 4)
        .reshape(batch, channels * r * r, height / r, width / r);
  }
}
