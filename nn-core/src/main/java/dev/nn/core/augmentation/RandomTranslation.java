package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, moves each image by a random share of its height and width; y = x in inference.
 * Shapes: x [batch, channels, height, width] → y likewise.
 *
 * @param heightFactor share of the height, downwards; f for −f to f, or [lower, upper]
 * @param widthFactor share of the width, to the right, likewise
 * @param fillMode what comes in from beyond the edges
 * @param interpolation colours between pixels
 * @param fillValue colour beyond the edges with fill_mode constant
 */
@Type("random_translation")
@Doc("in training, moves images at random")
public record RandomTranslation(
    @Doc("share of the height: f, or [lower, upper]") List<Double> heightFactor,
    @Doc("share of the width: f, or [lower, upper]") List<Double> widthFactor,
    @Default("reflect") @Doc("what comes in from beyond the edges") FillMode fillMode,
    @Default("bilinear") @Doc("colours between pixels") Interpolation interpolation,
    @Default("0.0") @Doc("colour beyond the edges with fill_mode constant") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is no range
   */
  public RandomTranslation {
    Images.range("height_factor", heightFactor);
    Images.range("width_factor", widthFactor);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_translation", x);
    if (!scope.training()) {
      return x;
    }
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    double[] down = Images.range("height_factor", heightFactor);
    double[] right = Images.range("width_factor", widthFactor);
    Value rows =
        Images.rows(x, height)
            .subtract(
                Images.uniform(scope, x, down[0], down[1]).scale(height).labelled("shift_down"));
    Value columns =
        Images.columns(x, width)
            .subtract(
                Images.uniform(scope, x, right[0], right[1]).scale(width).labelled("shift_right"));
    return new Sampling(interpolation, fillMode, fillValue).sample(x, rows, columns);
  }
}
