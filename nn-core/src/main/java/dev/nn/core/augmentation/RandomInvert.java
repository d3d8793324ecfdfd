package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, y = least + greatest value − x for some images, their negatives; y = x for the
 * others and in inference. Shapes: x [batch, channels, height, width] → y likewise.
 *
 * @param factor probability that an image is inverted, drawn for each image: [lower, upper] between
 *     0 and 1, or f for 0 to f as in Keras, so that 1.0 inverts half of the images and [1, 1] all
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_invert")
@Doc("in training, makes negatives of some images")
public record RandomInvert(
    @Default("1.0") @Doc("probability: [lower, upper], or f for 0 to f") @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1, or the value range no
   *     range
   */
  public RandomInvert {
    Images.shares("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_invert", x);
    if (!scope.training()) {
      return x;
    }
    return Images.some(scope, x, factor)
        .select(ValueRange.inverted(valueRange, x).labelled("inverted"), x);
  }
}
