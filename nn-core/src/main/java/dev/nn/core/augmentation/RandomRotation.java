package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * In training, turns each image about its middle by a random angle; y = x in inference. Shapes: x
 * [batch, channels, height, width] → y likewise.
 *
 * @param factor share of a whole turn, counter-clockwise; f for −f to f, or [lower, upper]
 * @param fillMode what comes in from beyond the edges
 * @param interpolation colours between pixels
 * @param fillValue colour beyond the edges with fill_mode constant
 */
@Type("random_rotation")
@Doc("in training, turns images at random")
public record RandomRotation(
    @Doc("share of a whole turn: f, or [lower, upper]") List<Double> factor,
    @Default("reflect") @Doc("what comes in from beyond the edges") FillMode fillMode,
    @Default("bilinear") @Doc("colours between pixels") Interpolation interpolation,
    @Default("0.0") @Doc("colour beyond the edges with fill_mode constant") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is no range
   */
  public RandomRotation {
    Images.range("factor", factor);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_rotation", x);
    if (!scope.training()) {
      return x;
    }
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    double[] turn = Images.range("factor", factor);
    Value angle = Images.uniform(scope, x, turn[0], turn[1]).scale(2 * Math.PI).labelled("φ");
    Value sin = angle.map(UnaryFunction.SIN);
    Value cos = angle.map(UnaryFunction.COS);
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    Value down = Images.rows(x, height).add(-middleRow);
    Value right = Images.columns(x, width).add(-middleColumn);
    // Rows count downwards, so a turn of the image to the left reads from the right.
    Value rows = down.multiply(cos).add(right.multiply(sin)).add(middleRow);
    Value columns = right.multiply(cos).subtract(down.multiply(sin)).add(middleColumn);
    return new Sampling(interpolation, fillMode, fillValue).sample(x, rows, columns);
  }
}
