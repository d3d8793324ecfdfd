package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * The middle of each image, in training and in inference: rows ⌊(h − height)/2⌋ on, columns
 * likewise. Of images that are too small in a direction, the largest part in the middle with the
 * same proportions, made as large by {@link Resizing}. Shapes: x [batch, channels, h, w] → y
 * [batch, channels, height, width].
 *
 * @param height of the part, ≥ 1
 * @param width of the part, ≥ 1
 */
@Type("center_crop")
@Doc("the middle of each image")
public record CenterCrop(
    @Doc("height of the part") @Range(min = 1) int height,
    @Doc("width of the part") @Range(min = 1) int width)
    implements Layer {

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("center_crop", x, 2);
    if (x.shape().size(2) < height || x.shape().size(3) < width) {
      return new Resizing(height, width, UpSampling2d.Interpolation.BILINEAR, true).apply(scope, x);
    }
    return Resampling.middle(Resampling.middle(x, 2, height), 3, width);
  }
}
