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
 * In training, colours become paler or stronger: the saturation S = (m − n)/(m − least value) of a
 * pixel, m and n its greatest and least channel, becomes S′ = min(1, S·f/(1 − f)) with f random for
 * each image, and y = m − (m − x)·S′/S; hue and m stay. With f = 0 colours become grey as light as
 * their strongest channel, with ½ they stay, with 1 they are as strong as can be; grey stays grey.
 * y = x in inference. Shapes: x [batch, 3, height, width] → y likewise.
 *
 * @param factor f: [lower, upper] between 0 and 1, or one number for 0 to that
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_saturation")
@Doc("in training, makes colours paler or stronger at random")
public record RandomSaturation(
    @Doc("0 grey, 0.5 as it is, 1 strongest: f for 0 to f, or [lower, upper]")
        @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1, or the value range no
   *     range
   */
  public RandomSaturation {
    Images.shares("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images of three channels
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Colours.check("random_saturation", x);
    if (!scope.training()) {
      return x;
    }
    double[] range = Images.shares("factor", factor);
    Value f = Images.uniform(scope, x, range[0], range[1]);
    Value stronger = f.divide(Colours.positive(f.negate().add(1)));
    Colours of = Colours.of(x);
    // 1/S, at which the saturation is 1.
    Value strongest = of.most().add(-valueRange.get(0)).divide(Colours.positive(of.chroma()));
    return of.most().subtract(of.most().subtract(x).multiply(stronger.minimum(strongest)));
  }
}
