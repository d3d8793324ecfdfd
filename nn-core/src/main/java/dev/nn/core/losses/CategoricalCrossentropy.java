package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.Optional;

/**
 * C = −Σ t·ln a over the classes; from logits z, where a = softmax(z), with ln a = z − ln Σ eᶻ.
 * Shapes: prediction a or z, target t, a distribution [batch, ..., classes] → C without the
 * classes. Probabilities are divided by their sum and confined to [10⁻⁷, 1 − 10⁻⁷], with no
 * gradient outside. Nielsen (2015), chapter 3; label smoothing: Szegedy et al. (2016).
 *
 * @param fromLogits whether the prediction is z; if left out, it is unless a softmax made it
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/classes, in [0, 1]
 * @param axis of the classes
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "categorical_crossentropy", aliases = "categorical_cross_entropy")
@Doc("C = −Σ t·ln a")
public record CategoricalCrossentropy(
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/classes") @Range(min = 0, max = 1)
        double labelSmoothing,
    @Default("-1") @Doc("axis of the classes") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Logits or probabilities as inferred, averaged over the batch. */
  public static CategoricalCrossentropy of() {
    return new CategoricalCrossentropy(Optional.empty(), 0, -1, LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    expectOneHot("categorical_crossentropy", prediction, target);
    Value t = smoothed(ClassAxis.last(target.cast(prediction.dtype()), axis), labelSmoothing);
    Value logA =
        Logits.of(prediction, fromLogits, Logits.behindSoftmax(axis))
            .map(logits -> ClassAxis.last(logits, axis).logSoftmax())
            .orElseGet(() -> Probabilities.log(ClassAxis.last(prediction, axis)));
    return t.multiply(logA).sum(-1).negate();
  }

  /** Targets moved towards 1/classes, classes along the last axis. */
  static Value smoothed(Value t, double smoothing) {
    return smoothing > 0 ? t.scale(1 - smoothing).add(smoothing / t.shape().size(-1)) : t;
  }

  /** Fails unless the target has a number for each class. */
  static void expectOneHot(String loss, Value prediction, Value target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          "target "
              + target.shape()
              + " does not fit prediction "
              + prediction.shape()
              + ": "
              + loss
              + " needs one number per class"
              + " (for class indices, use sparse_categorical_crossentropy)");
    }
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
