package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Gather;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;

/**
 * In training, fewer colours: of the 8 bits of a pixel's level 0, 1, … 255 in the range of values,
 * the upper b stay, y = ⌊level / 2⁸⁻ᵇ⌋ · 2⁸⁻ᵇ, brought back to the range; y = x in inference. y
 * goes up in steps, so its gradient is 0 almost everywhere: layers before it learn nothing. Shapes:
 * x [batch, channels, height, width] → y likewise. Cubuk et al. (2019).
 *
 * @param factor b: a number from 1 to 8, or [lower, upper], of which each image gets one at random,
 *     both included
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_posterization")
@Doc("in training, reduces the number of colours")
public record RandomPosterization(
    @Doc("bits to keep: a number, or [lower, upper]") @Range(min = 1, max = 8) List<Integer> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  private static final int BITS = 8;

  /**
   * @throws IllegalArgumentException if the factor is no range, or the value range none
   */
  public RandomPosterization {
    if (factor.isEmpty() || factor.size() > 2 || least(factor) > most(factor)) {
      throw new IllegalArgumentException(
          "factor " + factor + " is not a number of bits or two, the lower bound first");
    }
    ValueRange.check(valueRange);
  }

  private static int least(List<Integer> factor) {
    return factor.get(0);
  }

  private static int most(List<Integer> factor) {
    return factor.get(factor.size() - 1);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_posterization", x);
    if (!scope.training()) {
      return x;
    }
    double low = valueRange.get(0);
    double levels = ((1 << BITS) - 1) / (valueRange.get(1) - low);
    // To the nearest level, not down: k/255 in float32 may be a little less than that.
    Value level =
        x.clip(low, valueRange.get(1)).add(-low).scale(levels).add(0.5).map(UnaryFunction.FLOOR);
    Value step = step(scope, x).labelled("step");
    Value kept = level.divide(step).map(UnaryFunction.FLOOR).multiply(step);
    return kept.scale(1 / levels).add(low);
  }

  /** 2⁸⁻ᵇ, from a table, because powers by kernels need not be exact. */
  private Value step(LayerScope scope, Value x) {
    int choices = most(factor) - least(factor) + 1;
    double[] steps = new double[choices];
    for (int i = 0; i < choices; i++) {
      steps[i] = 1 << (BITS - least(factor) - i);
    }
    if (choices == 1) {
      return x.constant(steps[0]);
    }
    Value table =
        scope.builder().constant(Tensor.of(Shape.of(choices, 1, 1, 1), steps).cast(x.dtype()));
    Value choice = scope.randomUniform(Shape.of(x.shape().size(0))).scale(choices);
    return scope
        .builder()
        .emit(new Gather(), table, choice.map(UnaryFunction.FLOOR).cast(DataType.INT32));
  }
}
