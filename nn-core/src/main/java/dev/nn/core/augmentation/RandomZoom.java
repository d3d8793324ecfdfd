package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;
import java.util.Optional;

/**
 * In training, makes each image larger or smaller about its middle; y = x in inference. A factor of
 * −0.2 shows 80 % of the height (zooms in), 0.2 shows 120 %. Shapes: x [batch, channels, height,
 * width] → y likewise.
 *
 * @param heightFactor f for −f to f, or [lower, upper], above −1
 * @param widthFactor likewise; left out, the same as the height's, so that proportions stay
 * @param fillMode what comes in from beyond the edges
 * @param interpolation colours between pixels
 * @param fillValue colour beyond the edges with fill_mode constant
 */
@Type("random_zoom")
@Doc("in training, makes images larger or smaller at random")
public record RandomZoom(
    @Doc("more or less of the height: f, or [lower, upper]") List<Double> heightFactor,
    @Doc("more or less of the width; left out: as the height") Optional<List<Double>> widthFactor,
    @Default("reflect") @Doc("what comes in from beyond the edges") FillMode fillMode,
    @Default("bilinear") @Doc("colours between pixels") Interpolation interpolation,
    @Default("0.0") @Doc("colour beyond the edges with fill_mode constant") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is no range, or −1 or less
   */
  public RandomZoom {
    check("height_factor", heightFactor);
    widthFactor.ifPresent(factor -> check("width_factor", factor));
  }

  private static void check(String key, List<Double> factor) {
    if (Images.range(key, factor)[0] <= -1) {
      throw new IllegalArgumentException(key + " has to be above −1, where nothing is left");
    }
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_zoom", x);
    if (!scope.training()) {
      return x;
    }
    double[] ofHeight = Images.range("height_factor", heightFactor);
    Value vertical = Images.uniform(scope, x, 1 + ofHeight[0], 1 + ofHeight[1]).labelled("zoom");
    Value horizontal = vertical;
    if (widthFactor.isPresent()) {
      double[] ofWidth = Images.range("width_factor", widthFactor.get());
      horizontal = Images.uniform(scope, x, 1 + ofWidth[0], 1 + ofWidth[1]).labelled("zoom_width");
    }
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    return new Sampling(interpolation, fillMode, fillValue)
        .sample(
            x,
            about(Images.rows(x, height), vertical, height),
            about(Images.columns(x, width), horizontal, width));
  }

  private static Value about(Value at, Value zoom, int size) {
    double middle = (size - 1) / 2.0;
    return at.add(-middle).multiply(zoom).add(middle);
  }
}
