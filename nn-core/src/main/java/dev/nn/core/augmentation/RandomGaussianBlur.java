package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * In training, blurs some images: y[i, j] = Σₛ Σₜ g(s)·g(t)·x[i + s, j + t], confined to the range
 * of values, with g(t) = exp(−t²/(2σ²)), divided by the sum of all; beyond the edges x counts as 0,
 * as in Keras. y = x for the others and in inference. Shapes: x [batch, channels, height, width] →
 * y likewise.
 *
 * @param factor probability that an image is blurred, drawn for each image: [lower, upper] between
 *     0 and 1, or f for 0 to f as in Keras, so that 1.0 blurs half of the images and [1, 1] all
 * @param kernelSize how many pixels are summed in each direction, odd: a number, or one for the
 *     height and one for the width
 * @param sigma σ in pixels, above 0: a number, or [lower, upper], between which each image gets its
 *     own
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_gaussian_blur")
@Doc("in training, blurs some images")
public record RandomGaussianBlur(
    @Default("1.0") @Doc("probability: [lower, upper], or f for 0 to f") @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("3") @Doc("pixels in each direction, odd: one number or 2") @Range(min = 1)
        List<Integer> kernelSize,
    @Default("1.0")
        @Doc("standard deviation in pixels: a number, or [lower, upper]")
        @Range(min = 0, minExclusive = true)
        List<Double> sigma,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1, a kernel size is even,
   *     sigma is not above 0 or no range, or the value range is none
   */
  public RandomGaussianBlur {
    Images.shares("factor", factor);
    if (kernelSize.isEmpty()
        || kernelSize.size() > 2
        || kernelSize.stream().anyMatch(size -> size % 2 == 0)) {
      throw new IllegalArgumentException(
          "kernel_size "
              + kernelSize
              + " is not one odd number or two; only then a pixel is in the middle");
    }
    if (sigma.isEmpty()
        || sigma.size() > 2
        || !(sigma.get(0) > 0)
        || sigma.get(0) > sigma.get(sigma.size() - 1)) {
      throw new IllegalArgumentException(
          "sigma " + sigma + " is not a number above 0 or two, the lower bound first");
    }
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_gaussian_blur", x);
    if (!scope.training()) {
      return x;
    }
    Value spread =
        sigma.size() == 1
            ? x.constant(sigma.get(0))
            : Images.uniform(scope, x, sigma.get(0), sigma.get(1));
    Value falling = spread.square().reciprocal().scale(-0.5);
    Value rows = Neighbours.weighted(x, 2, gaussian(falling, kernelSize.get(0)));
    Value blurred =
        Neighbours.weighted(rows, 3, gaussian(falling, kernelSize.get(kernelSize.size() - 1)));
    return Images.some(scope, x, factor)
        .select(blurred.clip(valueRange.get(0), valueRange.get(1)), x);
  }

  /**
   * g at −r to r.
   *
   * @param falling −1/(2σ²)
   */
  private static List<Value> gaussian(Value falling, int size) {
    int r = size / 2;
    List<Value> half = new ArrayList<>(List.of(falling.constant(1)));
    Value sum = half.get(0);
    for (int t = 1; t <= r; t++) {
      half.add(falling.scale((double) t * t).exp());
      sum = sum.add(half.get(t).scale(2));
    }
    List<Value> weights = new ArrayList<>();
    for (int t = -r; t <= r; t++) {
      weights.add(half.get(Math.abs(t)).divide(sum));
    }
    return weights;
  }
}
