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
 * y[c, h·r + i, w·r + j] = x[c·r² + i·r + j, h, w]: r² channels become squares of r × r pixels, r
 * being the upscale factor. Shapes: x [batch, channels·r², height, width] → y [batch, channels,
 * height·r, width·r]. As PyTorch's layer of this name. Shi et al. (2016).
 *
 * @param upscaleFactor r, ≥ 1
 */
@Type(value = "pixel_shuffle", aliases = "depth_to_space")
@Doc("channels become squares of pixels")
public record PixelShuffle(
    @Doc("r: r² channels become r × r pixels") @Range(min = 1) int upscaleFactor) implements Layer {

  /**
   * @throws ShapeException if x is no image, or r² does not divide its channels
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("pixel_shuffle", x, 2);
    int r = upscaleFactor;
    int channels = x.shape().size(1);
    if (channels % (r * r) != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "pixel_shuffle makes %d×%d pixels of %d channels, and %d cannot be divided by that"
                  .formatted(r, r, r * r, channels))
          .about("upscale_factor")
          .helping("have a multiple of %d channels before it".formatted(r * r));
    }
    int batch = x.shape().size(0);
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    return x.reshape(batch, channels / (r * r), r, r, height, width)
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(batch, channels / (r * r), height * r, width * r);
  }
}
