package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, y = x + d·(greatest − least value), d random for each image, confined to the range
 * of values; y = x in inference. Shapes: x [batch, channels, height, width] → y likewise.
 *
 * @param factor d: f for −f to f, or [lower, upper]
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_brightness")
@Doc("in training, makes images lighter or darker at random")
public record RandomBrightness(
    @Doc("how much lighter: f, or [lower, upper]") List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor or the value range is no range
   */
  public RandomBrightness {
    Images.range("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_brightness", x);
    if (!scope.training()) {
      return x;
    }
    double[] range = Images.range("factor", factor);
    double span = valueRange.get(1) - valueRange.get(0);
    Value change = Images.uniform(scope, x, range[0] * span, range[1] * span).labelled("change");
    return x.add(change).clip(valueRange.get(0), valueRange.get(1));
  }
}
