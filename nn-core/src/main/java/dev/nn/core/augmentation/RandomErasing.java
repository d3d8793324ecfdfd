package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.List;
import java.util.Optional;

/**
 * In training, covers a random rectangle of some images with one colour or with noise; y = x in
 * inference. Shapes: x [batch, channels, height, width] → y likewise. Zhong et al. (2017).
 *
 * @param factor share of the images that lose a part, in [0, 1]
 * @param scale least and greatest share of an image that the rectangle covers; its sides are
 *     between 1:3 and 3:1
 * @param fillValue the colour; left out, noise, even over the range of values
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_erasing")
@Doc("in training, covers a random rectangle of some images")
public record RandomErasing(
    @Default("1.0") @Doc("share of the images that lose a part") @Range(min = 0, max = 1)
        double factor,
    @Default("[0.02, 0.33]") @Doc("least and greatest share of the image that is covered")
        List<Double> scale,
    @Doc("the colour; left out: noise") Optional<Double> fillValue,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /** Sides of the rectangle are at most as 3 to 1. */
  private static final double LONGEST = 3;

  /**
   * @throws IllegalArgumentException if the scale is no range of shares, or the value range none
   */
  public RandomErasing {
    if (scale.size() != 2 || scale.get(0) < 0 || scale.get(1) > 1 || scale.get(0) > scale.get(1)) {
      throw new IllegalArgumentException(
          "scale is a list of the least and the greatest share, between 0 and 1, not " + scale);
    }
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_erasing", x);
    if (!scope.training()) {
      return x;
    }
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    Value area =
        Images.uniform(scope, x, scale.get(0), scale.get(1)).scale(height * width).labelled("area");
    // Even over the logarithm, so that lying and standing rectangles are as likely.
    Value ratio =
        Images.uniform(scope, x, -Math.log(LONGEST), Math.log(LONGEST)).exp().labelled("ratio");
    Value covered =
        between(
                scope,
                x,
                Images.rows(x, height),
                area.multiply(ratio).sqrt(),
                height,
                "top",
                "height")
            .multiply(
                between(
                    scope,
                    x,
                    Images.columns(x, width),
                    area.divide(ratio).sqrt(),
                    width,
                    "left",
                    "width"))
            .multiply(
                Images.uniform(scope, x, 0, 1).less(factor).cast(x.dtype()).labelled("erased"))
            .labelled("covered");
    double low = valueRange.get(0);
    Value colour =
        fillValue.isPresent()
            ? x.constant(fillValue.get())
            : scope.randomUniform(x.shape()).scale(valueRange.get(1) - low).add(low);
    return covered.greater(0.5).select(colour, x);
  }

  /** 1 for a random stretch of an axis, which lies inside as a whole. */
  private static Value between(
      LayerScope scope, Value x, Value at, Value length, int size, String from, String span) {
    Value whole = length.minimum(size).labelled(span);
    Value start =
        Images.uniform(scope, x, 0, 1)
            .multiply(whole.negate().add(size))
            .subtract(x.constant(0.5))
            .labelled(from);
    Value after = at.subtract(start).greaterEqual(0).cast(x.dtype());
    Value before = at.subtract(start.add(whole)).less(0).cast(x.dtype());
    return after.multiply(before);
  }
}
