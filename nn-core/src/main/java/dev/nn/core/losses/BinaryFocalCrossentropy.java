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
 * C = −mean w·(1 − p)ᵞ·(t·ln a + (1 − t)·ln(1 − a)), p = t·a + (1 − t)·(1 − a) the probability of
 * what is true, along an axis; from logits z, a = σ(z). What is already right counts little, so
 * that many easy examples do not drown the few hard ones. With class balancing w = α·t + (1 − α)·(1
 * − t), else w = 1. Shapes: prediction a or z, target t in [0, 1] [batch, ..., n] → C without the
 * axis. Under the logarithms, probabilities are confined to [10⁻⁷, 1 − 10⁻⁷], with no gradient
 * outside. Lin et al., Focal Loss for Dense Object Detection (2017).
 *
 * @param applyClassBalancing whether α weighs the two classes
 * @param alpha α: weight of class 1, that of class 0 being 1 − α
 * @param gamma γ ≥ 0: how little what is right counts; with 0, C is binary_crossentropy
 * @param fromLogits whether the prediction is z; if left out, it is unless a sigmoid made it
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/2, in [0, 1]
 * @param axis of the mean
 * @param reduction how the costs of a batch become one number
 */
@Type("binary_focal_crossentropy")
@Doc("C = −mean (1 − p)ᵞ·ln p, p the probability of what is true")
public record BinaryFocalCrossentropy(
    @Default("false") @Doc("whether alpha weighs the two classes") boolean applyClassBalancing,
    @Default("0.25") @Doc("α: weight of class 1; that of class 0 is 1 − α") @Range(min = 0, max = 1)
        double alpha,
    @Default("2.0") @Doc("γ: how little what is right counts") @Range(min = 0) double gamma,
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/2") @Range(min = 0, max = 1)
        double labelSmoothing,
    @Default("-1") @Doc("axis of the mean") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value t = BinaryCrossentropy.smoothed(pairs.target(), labelSmoothing);
    Value a = readsLogits(prediction) ? pairs.prediction().sigmoid() : pairs.prediction();
    Value not = t.negate().add(1);
    Value cost = BinaryCrossentropy.each(a, t);
    if (gamma > 0) {
      Value p = t.multiply(a).add(not.multiply(a.negate().add(1)));
      cost = cost.multiply(Focus.factor(p, gamma));
    }
    if (applyClassBalancing) {
      cost = cost.multiply(t.scale(alpha).add(not.scale(1 - alpha)));
    }
    return cost.mean(ClassAxis.notBatch(cost.shape(), axis));
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
