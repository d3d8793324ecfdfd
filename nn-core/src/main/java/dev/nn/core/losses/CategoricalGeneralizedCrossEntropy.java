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
 * C = (1 − aₖ^q)/q, k the true class; from logits z, where a = softmax(z), with aₖ^q = e^(q·ln aₖ).
 * Towards q = 0 it is −ln aₖ, at q = 1 it is 1 − aₖ: the greater q, the less a wrong label counts,
 * whose aₖ stays small. Shapes: prediction a or z [batch, ..., classes], target k, whole numbers
 * [batch, ...] or [batch, ..., 1] → C [batch, ...]. Probabilities are confined to [10⁻⁷, 1], with
 * no gradient outside. Zhang and Sabuncu, Generalized Cross Entropy Loss for Training Deep Neural
 * Networks with Noisy Labels (2018).
 *
 * @param q between 0, which is excluded, and 1
 * @param fromLogits whether the prediction is z; if left out, it is unless a softmax made it
 * @param axis of the classes
 * @param reduction how the costs of a batch become one number
 */
@Type(
    value = "categorical_generalized_cross_entropy",
    aliases = {"categorical_generalized_crossentropy", "gce"})
@Doc("C = (1 − aₖ^q)/q, k the true class; bears wrong labels")
public record CategoricalGeneralizedCrossEntropy(
    @Default("0.5")
        @Doc("towards 0: cross-entropy, 1: 1 − aₖ")
        @Range(min = 0, minExclusive = true, max = 1)
        double q,
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("-1") @Doc("axis of the classes") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /**
   * @throws ShapeException if there is not one class index for each row of classes
   */
  @Override
  public Value apply(Value prediction, Value target) {
    Value classes =
        TrueClass.indices("categorical_generalized_cross_entropy", prediction, target, axis);
    Value powered =
        Logits.of(prediction, fromLogits, Logits.behindSoftmax(axis))
            .map(z -> TrueClass.crossEntropy(ClassAxis.last(z, axis), classes).scale(-q).exp())
            .orElseGet(() -> share(ClassAxis.last(prediction, axis), classes).power(q));
    return powered.negate().add(1).scale(1 / q);
  }

  private static Value share(Value a, Value classes) {
    return TrueClass.pick(a, classes).clip(Pairs.EPSILON, 1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.CLASS_INDEX;
  }

  @Override
  public boolean readsLogits(Value prediction) {
    return Logits.reads(prediction, fromLogits, Logits.behindSoftmax(axis));
  }
}
