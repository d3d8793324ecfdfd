package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.layers.Layouts;
import java.util.Arrays;
import java.util.List;

/** What the layers of this package have in common. */
final class Images {
  private Images() {}

  /**
   * Fails unless a value holds images.
   *
   * @param layer its name, for the message
   */
  static void check(String layer, Value x) {
    if (x.shape().rank() != 4 || !x.dtype().isFloating()) {
      throw Layouts.IMAGES.misfit(layer, x);
    }
  }

  /** A number for each image, even over [low, high). Shape [batch, 1, 1, 1]. */
  static Value uniform(LayerScope scope, Value x, double low, double high) {
    return scope.randomUniform(Shape.of(x.shape().size(0), 1, 1, 1)).scale(high - low).add(low);
  }

  /** −1 or 1 for each image, each as likely. Shape [batch, 1, 1, 1]. */
  static Value side(LayerScope scope, Value x) {
    return uniform(scope, x, 0, 1).less(0.5).cast(x.dtype()).scale(2).add(-1);
  }

  /**
   * Whether each image is to be changed: bool [batch, 1, 1, 1].
   *
   * @param factor between which {@linkplain #shares shares} its probability is drawn
   */
  static Value some(LayerScope scope, Value x, List<Double> factor) {
    double[] range = shares("factor", factor);
    // A probability drawn anew for each image is as good as its mean.
    return uniform(scope, x, 0, 1).less((range[0] + range[1]) / 2);
  }

  /** 0, 1, … height − 1. Shape [1, 1, height, 1]. */
  static Value rows(Value x, int height) {
    return x.builder().constant(counted(x, height, Shape.of(1, 1, height, 1)));
  }

  /** 0, 1, … width − 1. Shape [1, 1, 1, width]. */
  static Value columns(Value x, int width) {
    return x.builder().constant(counted(x, width, Shape.of(1, 1, 1, width)));
  }

  private static Tensor counted(Value x, int size, Shape shape) {
    double[] numbers = new double[size];
    Arrays.setAll(numbers, i -> i);
    return Tensor.of(shape, numbers).cast(x.dtype());
  }

  /**
   * The range that a factor stands for: two numbers as they are, one number f as [−f, f].
   *
   * @throws IllegalArgumentException if there are more, or they are the wrong way round
   */
  static double[] range(String key, List<Double> factor) {
    if (factor.size() == 1 && factor.get(0) >= 0) {
      return new double[] {-factor.get(0), factor.get(0)};
    }
    if (factor.size() != 2 || factor.get(0) > factor.get(1)) {
      throw new IllegalArgumentException(
          key
              + " is a number of at least 0, or a list of a lower and an upper bound, not "
              + factor);
    }
    return new double[] {factor.get(0), factor.get(1)};
  }

  /**
   * The shares that a factor stands for: two numbers as they are, one number f as [0, f].
   *
   * @throws IllegalArgumentException if they are not between 0 and 1, or the wrong way round
   */
  static double[] shares(String key, List<Double> factor) {
    if (factor.isEmpty() || factor.size() > 2) {
      throw new IllegalArgumentException(
          "%s has %d values; it takes one, or a lower and an upper bound"
              .formatted(key, factor.size()));
    }
    double lower = factor.size() == 2 ? factor.get(0) : 0;
    double upper = factor.get(factor.size() - 1);
    if (lower > upper) {
      throw new IllegalArgumentException(
          "%s %s is no range; the lower bound comes first".formatted(key, factor));
    }
    if (!(lower >= 0 && upper <= 1)) {
      throw new IllegalArgumentException(
          "%s has to be between 0 and 1, not %s".formatted(key, factor));
    }
    return new double[] {lower, upper};
  }
}
