package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.Optional;

/**
 * C = −mean (t·ln a + (1 − t)·ln(1 − a)) along an axis; from logits z, where a = σ(z): C = mean
 * (ln(1 + eᶻ) − t·z). Shapes: prediction a or z, target t in [0, 1] [batch, ..., n] → C without the
 * axis. Probabilities are confined to [10⁻⁷, 1 − 10⁻⁷], with no gradient outside. Nielsen (2015),
 * chapter 3; label smoothing: Szegedy et al. (2016).
 *
 * @param fromLogits whether the prediction is z; if left out, it is unless a sigmoid made it
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/2, in [0, 1]
 * @param axis of the mean
 * @param reduction how the costs of a batch become one number
 */
@Type(
    value = "binary_crossentropy",
    aliases = {"binary_cross_entropy", "bce"})
@Doc("C = −mean (t·ln a + (1 − t)·ln(1 − a))")
public record BinaryCrossentropy(
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/2") @Range(min = 0, max = 1)
        double labelSmoothing,
    @Default("-1") @Doc("axis of the mean") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Logits or probabilities as inferred, averaged over the batch. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(Optional.empty(), 0, -1, LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    Optional<Value> logits = Logits.of(prediction, fromLogits, Logits::behindSigmoid);
    Pairs pairs = Pairs.of(logits.orElse(prediction), target);
    Value t = smoothed(pairs.target(), labelSmoothing);
    Value z = pairs.prediction();
    Value cost = logits.isPresent() ? z.softplus().subtract(z.multiply(t)) : each(z, t);
    return cost.mean(ClassAxis.notBatch(cost.shape(), axis));
  }

  /** Targets moved towards 1/2. */
  static Value smoothed(Value t, double smoothing) {
    return smoothing > 0 ? t.scale(1 - smoothing).add(smoothing / 2) : t;
  }

  /** −(t·ln a + (1 − t)·ln(1 − a)), a confined. */
  static Value each(Value probability, Value t) {
    Value a = probability.clip(Pairs.EPSILON, 1 - Pairs.EPSILON);
    Value certain = t.multiply(a.log());
    Value otherwise = t.negate().add(1).multiply(a.negate().add(1).log());
    return certain.add(otherwise).negate();
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.BINARY;
  }

  @Override
  public boolean readsLogits(Value prediction) {
    return Logits.reads(prediction, fromLogits, Logits::behindSigmoid);
  }
}
