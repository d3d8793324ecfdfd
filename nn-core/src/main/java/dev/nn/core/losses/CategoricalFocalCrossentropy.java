package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.List;
import java.util.Optional;

/**
 * C = −Σ α·(1 − a)ᵞ·t·ln a over the classes; from logits z, a = softmax(z). Classes that are
 * already predicted well count little. Shapes: prediction a or z, target t, a distribution [batch,
 * ..., classes] → C without the classes. Probabilities are divided by their sum and confined to
 * [10⁻⁷, 1 − 10⁻⁷], with no gradient outside. Lin et al., Focal Loss for Dense Object Detection
 * (2017).
 *
 * @param alpha α: one weight for all classes, or one for each
 * @param gamma γ ≥ 0: how little what is right counts
 * @param fromLogits whether the prediction is z; if left out, it is unless a softmax made it
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/classes, in [0, 1]
 * @param axis of the classes
 * @param reduction how the costs of a batch become one number
 */
@Type("categorical_focal_crossentropy")
@Doc("C = −Σ α·(1 − a)ᵞ·t·ln a")
public record CategoricalFocalCrossentropy(
    @Default("0.25") @Doc("α: a weight for all classes, or one for each") @Range(min = 0)
        List<Double> alpha,
    @Default("2.0") @Doc("γ: how little what is right counts") @Range(min = 0) double gamma,
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/classes") @Range(min = 0, max = 1)
        double labelSmoothing,
    @Default("-1") @Doc("axis of the classes") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Copies the list. */
  public CategoricalFocalCrossentropy {
    alpha = List.copyOf(alpha);
    if (alpha.isEmpty()) {
      throw new IllegalArgumentException("alpha needs a number, or one for each class");
    }
  }

  /**
   * @throws ShapeException if the shapes do not fit, or there are neither one nor as many weights
   *     as classes
   */
  @Override
  public Value apply(Value prediction, Value target) {
    CategoricalCrossentropy.expectOneHot("categorical_focal_crossentropy", prediction, target);
    Value z = ClassAxis.last(prediction, axis);
    Value t =
        CategoricalCrossentropy.smoothed(
            ClassAxis.last(target.cast(prediction.dtype()), axis), labelSmoothing);
    Value share =
        readsLogits(prediction) ? z.softmax() : z.divide(z.reduce(Reduction.SUM, true, -1));
    Value a = share.clip(Pairs.EPSILON, 1 - Pairs.EPSILON);
    Value cost = t.multiply(a.log());
    if (gamma > 0) {
      cost = cost.multiply(Focus.factor(a, gamma));
    }
    return weighted(cost).sum(-1).negate();
  }

  private Value weighted(Value cost) {
    if (alpha.size() == 1) {
      return cost.scale(alpha.get(0));
    }
    int classes = cost.shape().size(-1);
    if (alpha.size() != classes) {
      throw new ShapeException(
          "alpha has "
              + alpha.size()
              + " numbers for "
              + classes
              + " classes; one, or one for each");
    }
    double[] weights = alpha.stream().mapToDouble(Double::doubleValue).toArray();
    Tensor constant = Tensor.of(Shape.of(classes), weights).cast(cost.dtype());
    return cost.multiply(cost.builder().constant(constant));
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.ONE_HOT;
  }

  @Override
  public boolean readsLogits(Value prediction) {
    return Logits.reads(prediction, fromLogits, Logits.behindSoftmax(axis));
  }
}
