package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.Collections;
import java.util.List;

/**
 * In training, y = x + (1 − 2f)·(s − x), confined to the range of values, where s is smoothed, each
 * pixel 5⁄13 of itself and 1⁄13 of each of its eight neighbours (beyond the edges 0, as in Keras),
 * and f is random for each image: 0 is smoothed, ½ is x, 1 is as much sharper. y = x in inference.
 * Shapes: x [batch, channels, height, width] → y likewise. Cubuk et al. (2019).
 *
 * @param factor f: [lower, upper] between 0 and 1, or one number for 0 to that
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_sharpness")
@Doc("in training, makes images smoother or sharper at random")
public record RandomSharpness(
    @Doc("0 smoothed, 0.5 as it is, 1 sharper: f for 0 to f, or [lower, upper]")
        @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1, or the value range no
   *     range
   */
  public RandomSharpness {
    Images.shares("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_sharpness", x);
    if (!scope.training()) {
      return x;
    }
    double[] range = Images.shares("factor", factor);
    Value smoother = Images.uniform(scope, x, 1 - 2 * range[1], 1 - 2 * range[0]);
    List<Value> three = Collections.nCopies(3, x.constant(1));
    Value nine = Neighbours.weighted(Neighbours.weighted(x, 2, three), 3, three);
    Value smooth = nine.add(x.scale(4)).scale(1.0 / 13);
    return x.add(smooth.subtract(x).multiply(smoother)).clip(valueRange.get(0), valueRange.get(1));
  }
}
