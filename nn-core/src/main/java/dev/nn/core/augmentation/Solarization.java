package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Comparison;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, with v = x + a·(greatest − least value), confined to the range of values: y = v
 * where v is below a threshold, elsewhere y = least + greatest value − v, its negative; a and the
 * threshold are random for each image. y = x in inference. Shapes: x [batch, channels, height,
 * width] → y likewise.
 *
 * @param additionFactor a: f for 0 to f, or [lower, upper], between 0 and 1
 * @param thresholdFactor how far up the range of values the threshold is, likewise; 0 inverts every
 *     pixel, 1 those of the greatest value
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("solarization")
@Doc("in training, inverts pixels above a random threshold")
public record Solarization(
    @Default("0.0") @Doc("how much lighter before: f, or [lower, upper]") @Range(min = 0, max = 1)
        List<Double> additionFactor,
    @Default("0.0") @Doc("where the threshold is: f, or [lower, upper]") @Range(min = 0, max = 1)
        List<Double> thresholdFactor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is not between 0 and 1, or the value range no
   *     range
   */
  public Solarization {
    Images.shares("addition_factor", additionFactor);
    Images.shares("threshold_factor", thresholdFactor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("solarization", x);
    if (!scope.training()) {
      return x;
    }
    double low = valueRange.get(0);
    double high = valueRange.get(1);
    double[] a = Images.shares("addition_factor", additionFactor);
    double[] t = Images.shares("threshold_factor", thresholdFactor);
    Value addition = Images.uniform(scope, x, a[0], a[1]).scale(high - low).labelled("addition");
    Value threshold =
        Images.uniform(scope, x, t[0], t[1]).scale(high - low).add(low).labelled("threshold");
    Value v = x.add(addition).clip(low, high);
    return v.compare(Comparison.LESS, threshold).select(v, ValueRange.inverted(valueRange, v));
  }
}
