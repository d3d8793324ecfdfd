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
 * In training, slants each image: y[i, j] = x[i + t·j, j + s·i] with random s and t, so that the
 * pixel in the upper left corner stays where it is; y = x in inference. Shapes: x [batch, channels,
 * height, width] → y likewise.
 *
 * @param xFactor s, how far a row is moved for each row above it: f ≤ 1 for −f to f, or [lower,
 *     upper] between 0 and 1, to the left or to the right
 * @param yFactor t, how far a column is moved for each column left of it, likewise; up or down as
 *     rows go left or right
 * @param fillMode what comes in from beyond the edges
 * @param interpolation colours between pixels
 * @param fillValue colour beyond the edges with fill_mode constant
 */
@Type("random_shear")
@Doc("in training, slants images at random")
public record RandomShear(
    @Default("0.0") @Doc("how far rows move per row: f, or [lower, upper]") @Range(min = 0, max = 1)
        List<Double> xFactor,
    @Default("0.0")
        @Doc("how far columns move per column: f, or [lower, upper]")
        @Range(min = 0, max = 1)
        List<Double> yFactor,
    @Default("reflect") @Doc("what comes in from beyond the edges") FillMode fillMode,
    @Default("bilinear") @Doc("colours between pixels") Interpolation interpolation,
    @Default("0.0") @Doc("colour beyond the edges with fill_mode constant") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is not between 0 and 1
   */
  public RandomShear {
    Images.shares("x_factor", xFactor);
    Images.shares("y_factor", yFactor);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_shear", x);
    if (!scope.training()) {
      return x;
    }
    double[] right = Images.range("x_factor", xFactor);
    double[] down = Images.range("y_factor", yFactor);
    Value side = Images.side(scope, x);
    Value s = Images.uniform(scope, x, right[0], right[1]).multiply(side).labelled("shear_right");
    Value t = Images.uniform(scope, x, down[0], down[1]).multiply(side).labelled("shear_down");
    Value i = Images.rows(x, x.shape().size(2));
    Value j = Images.columns(x, x.shape().size(3));
    return new Sampling(interpolation, fillMode, fillValue)
        .sample(x, i.add(j.multiply(t)), j.add(i.multiply(s)));
  }
}
