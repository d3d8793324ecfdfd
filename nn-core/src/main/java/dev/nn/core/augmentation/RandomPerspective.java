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
 * In training, shows some images as if from the side: of an image of h × w pixels, H = h − 1 and W
 * = w − 1, the corners (0, W), (H, 0) and (H, W) go to (0, a·W), (b·H, 0) and (d·H, c·W), a, b, c
 * and d random, and lines stay straight. With γ = (d − b)/(b·c), δ = (c − a)/(a·d) and k = 1 +
 * γ·j/W + δ·i/H: y[i, j] = x[(1/b + δ)·i/k, (1/a + γ)·j/k]; beyond the horizon, where k ≤ 0, there
 * is nothing. y = x for the others and in inference. Shapes: x [batch, channels, height, width] → y
 * likewise. Heckbert (1989).
 *
 * <p>Above a scale of ⅔ the corners may be moved so far that no view of a picture has them there;
 * little is left of such an image.
 *
 * @param factor probability that an image is changed, drawn for each image: [lower, upper] between
 *     0 and 1, or f for 0 to f as in Keras, so that 1.0 changes half of the images and [1, 1] all
 * @param scale how far corners move: a, b, c and d are between 1 − scale/2 and 1 + scale/2
 * @param interpolation colours between pixels
 * @param fillValue colour beyond the edges
 */
@Type("random_perspective")
@Doc("in training, shows some images as if from the side")
public record RandomPerspective(
    @Default("1.0") @Doc("probability: [lower, upper], or f for 0 to f") @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("1.0") @Doc("how far corners move") @Range(min = 0, max = 1) double scale,
    @Default("bilinear") @Doc("colours between pixels") Interpolation interpolation,
    @Default("0.0") @Doc("colour beyond the edges") double fillValue)
    implements Layer {
  /** What k is at least, so that a place beyond the horizon is far outside. */
  private static final double HORIZON = 1e-6;

  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1
   */
  public RandomPerspective {
    Images.shares("factor", factor);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_perspective", x);
    if (!scope.training()) {
      return x;
    }
    Value seen = seen(x, moved(scope, x), moved(scope, x), moved(scope, x), moved(scope, x));
    return Images.some(scope, x, factor).select(seen, x);
  }

  private Value moved(LayerScope scope, Value x) {
    return Images.uniform(scope, x, 1 - scale / 2, 1 + scale / 2);
  }

  Value seen(Value x, Value a, Value b, Value c, Value d) {
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    Value gamma = d.subtract(b).divide(b.multiply(c));
    Value delta = c.subtract(a).divide(a.multiply(d));
    Value i = Images.rows(x, height);
    Value j = Images.columns(x, width);
    Value k =
        j.multiply(gamma)
            .scale(1.0 / Math.max(1, width - 1))
            .add(i.multiply(delta).scale(1.0 / Math.max(1, height - 1)))
            .add(1)
            .maximum(HORIZON);
    Value rows = i.multiply(b.reciprocal().add(delta)).divide(k);
    Value columns = j.multiply(a.reciprocal().add(gamma)).divide(k);
    return new Sampling(interpolation, FillMode.CONSTANT, fillValue).sample(x, rows, columns);
  }
}
