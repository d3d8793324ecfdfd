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
 * Each channel of each image, stretched over the range of values: y = least + (x − n)/(m −
 * n)·(greatest − least value), m and n the greatest and least number in that channel of that image;
 * a channel of one number stays as it is. In training and in inference. Shapes: x [batch, channels,
 * height, width] → y likewise.
 *
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("auto_contrast")
@Doc("stretches each channel of each image over the range of values")
public record AutoContrast(
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange) implements Layer {
  /**
   * @throws IllegalArgumentException if the value range is none
   */
  public AutoContrast {
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("auto_contrast", x);
    Value least = x.reduce(Reduction.MIN, true, 2, 3);
    Value spread = x.reduce(Reduction.MAX, true, 2, 3).subtract(least);
    Value differs = spread.greater(0);
    Value share = x.subtract(least).divide(differs.select(spread, spread.constant(1)));
    double low = valueRange.get(0);
    return differs.select(share.scale(valueRange.get(1) - low).add(low), x);
  }
}
