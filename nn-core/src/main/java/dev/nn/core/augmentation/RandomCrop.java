package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;

/**
 * A part of each image: in training one at a random place, in inference the middle. Shapes: x
 * [batch, channels, h, w] → y [batch, channels, height, width]. Krizhevsky, Sutskever and Hinton
 * (2012).
 *
 * @param height of the part, ≥ 1
 * @param width of the part, ≥ 1
 */
@Type("random_crop")
@Doc("a part of each image, at a random place in training")
public record RandomCrop(
    @Doc("height of the part") @Range(min = 1) int height,
    @Doc("width of the part") @Range(min = 1) int width)
    implements Layer {
  /**
   * @throws ShapeException if x is no batch of images, or smaller than the part
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_crop", x);
    int spareRows = x.shape().size(2) - height;
    int spareColumns = x.shape().size(3) - width;
    if (spareRows < 0 || spareColumns < 0) {
      throw new ShapeException(
          "random_crop cannot cut %d×%d out of images of %d×%d"
              .formatted(height, width, x.shape().size(2), x.shape().size(3)));
    }
    if (!scope.training()) {
      return x.slice(2, spareRows / 2, height).slice(3, spareColumns / 2, width);
    }
    Value top = Images.uniform(scope, x, 0, spareRows + 1).map(UnaryFunction.FLOOR).labelled("top");
    Value left =
        Images.uniform(scope, x, 0, spareColumns + 1).map(UnaryFunction.FLOOR).labelled("left");
    return Sampling.EXACT.sample(
        x, Images.rows(x, height).add(top), Images.columns(x, width).add(left));
  }
}
