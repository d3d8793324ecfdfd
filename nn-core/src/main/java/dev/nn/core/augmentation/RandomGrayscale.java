package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;

/**
 * In training, takes the colours out of some images: each channel becomes 0.2989·red + 0.587·green
 * + 0.114·blue, the weights of ITU-R BT.601; y = x for the others and in inference. Shapes: x
 * [batch, 3, height, width] → y likewise.
 *
 * @param factor share of the images that become grey, in [0, 1]
 */
@Type("random_grayscale")
@Doc("in training, takes the colours out of some images")
public record RandomGrayscale(
    @Default("0.5") @Doc("share of the images that become grey") @Range(min = 0, max = 1)
        double factor)
    implements Layer {
  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images of three channels
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Colours.check("random_grayscale", x);
    if (!scope.training()) {
      return x;
    }
    Tensor weights = Tensor.of(Shape.of(1, 3, 1, 1), 0.2989, 0.587, 0.114).cast(x.dtype());
    Value grey =
        x.multiply(scope.builder().constant(weights))
            .reduce(Reduction.SUM, true, 1)
            .broadcastTo(x.shape());
    return Images.uniform(scope, x, 0, 1).less(factor).select(grey, x);
  }
}
