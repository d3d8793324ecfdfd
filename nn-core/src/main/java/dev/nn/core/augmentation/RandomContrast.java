package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, y = μ + c·(x − μ), μ the mean of each channel of an image and c random for each
 * image, confined to the range of values; y = x in inference. Shapes: x [batch, channels, height,
 * width] → y likewise.
 *
 * @param factor c − 1: f for −f to f, or [lower, upper]
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_contrast")
@Doc("in training, y = μ + c·(x − μ) with a random c for each image")
public record RandomContrast(
    @Doc("c − 1: f, or [lower, upper]") List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor or the value range is no range
   */
  public RandomContrast {
    Images.range("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_contrast", x);
    if (!scope.training()) {
      return x;
    }
    double[] range = Images.range("factor", factor);
    Value c = Images.uniform(scope, x, 1 + range[0], 1 + range[1]).labelled("contrast");
    Value mean = x.reduce(Reduction.MEAN, true, 2, 3).labelled("mean");
    return x.subtract(mean).multiply(c).add(mean).clip(valueRange.get(0), valueRange.get(1));
  }
}
