package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * Images of another size: of n rows, new row i of m lies at (i + ½)·n/m − ½, and columns likewise;
 * {@code bilinear} takes the straight line between its two neighbours, {@code nearest} the pixel
 * that (i + ½)·n/m lies in. In training and in inference. Shapes: x [batch, channels, h, w] → y
 * [batch, channels, height, width].
 *
 * <p>As in Keras, images are not smoothed before they become smaller: of a much larger image, most
 * pixels are not seen.
 *
 * @param height of the new images, ≥ 1
 * @param width of the new images, ≥ 1
 * @param interpolation what lies between the pixels
 * @param cropToAspectRatio whether images whose proportions differ are cut to the largest part in
 *     their middle that has the new ones, instead of being stretched
 */
@Type("resizing")
@Doc("makes images larger or smaller")
public record Resizing(
    @Doc("height of the new images") @Range(min = 1) int height,
    @Doc("width of the new images") @Range(min = 1) int width,
    @Default("bilinear") @Doc("what lies between the pixels")
        UpSampling2d.Interpolation interpolation,
    @Default("false") @Doc("cut to the new proportions instead of stretching")
        boolean cropToAspectRatio)
    implements Layer {

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("resizing", x, 2);
    Value part = cropToAspectRatio ? cropped(x) : x;
    return resized(resized(part, 2, height), 3, width);
  }

  private Value resized(Value x, int axis, int size) {
    return interpolation == UpSampling2d.Interpolation.NEAREST
        ? Resampling.nearest(x, axis, size)
        : Resampling.bilinear(x, axis, size);
  }

  private Value cropped(Value x) {
    long h = x.shape().size(2);
    long w = x.shape().size(3);
    int rows = (int) Math.max(1, Math.min(h, w * height / width));
    int columns = (int) Math.max(1, Math.min(w, h * width / height));
    return Resampling.middle(Resampling.middle(x, 2, rows), 3, columns);
  }
}
