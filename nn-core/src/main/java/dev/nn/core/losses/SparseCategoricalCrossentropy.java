package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Comparison;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.Optional;

/**
 * C = −ln aₖ, k the true class; from logits z, where a = softmax(z), with ln aₖ = zₖ − ln Σ eᶻ.
 * Shapes: prediction a or z [batch, ..., classes], target k, whole numbers [batch, ...] or [batch,
 * ..., 1] → C [batch, ...]. Examples of an ignored class cost nothing and do not count.
 * Probabilities are divided by their sum and confined to [10⁻⁷, 1 − 10⁻⁷], with no gradient
 * outside. Nielsen (2015), chapter 3.
 *
 * @param fromLogits whether the prediction is z; if left out, it is unless a softmax made it
 * @param ignoreClass k that does not count, such as -1 for what has no label
 * @param axis of the classes
 * @param reduction how the costs of a batch become one number
 */
@Type(
    value = "sparse_categorical_crossentropy",
    aliases = {"sparse_categorical_cross_entropy", "scce"})
@Doc("C = −ln aₖ, k the true class")
public record SparseCategoricalCrossentropy(
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Doc("class index that does not count") Optional<Integer> ignoreClass,
    @Default("-1") @Doc("axis of the classes") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Logits or probabilities as inferred, averaged over the batch. */
  public static SparseCategoricalCrossentropy of() {
    return new SparseCategoricalCrossentropy(
        Optional.empty(), Optional.empty(), -1, LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    Value classes = classes(prediction, target);
    if (ignoreClass.isEmpty()) {
      return each(prediction, classes);
    }
    Value ignored = ignored(classes);
    // Any class will do where none counts; the index itself may lie outside.
    Value cost = each(prediction, ignored.select(classes.constant(0), classes));
    return ignored.select(cost.constant(0), cost);
  }

  private Value each(Value prediction, Value classes) {
    return Logits.of(prediction, fromLogits, Logits.behindSoftmax(axis))
        .map(z -> TrueClass.crossEntropy(ClassAxis.last(z, axis), classes))
        .orElseGet(
            () -> {
              Value a = ClassAxis.last(prediction, axis);
              return TrueClass.pick(Probabilities.log(a), classes).negate();
            });
  }

  private Value classes(Value prediction, Value target) {
    return TrueClass.indices("sparse_categorical_crossentropy", prediction, target, axis);
  }

  private Value ignored(Value classes) {
    return classes.compare(Comparison.EQUAL, classes.constant(ignoreClass.orElseThrow()));
  }

  @Override
  public Optional<Value> mask(Value prediction, Value target) {
    return ignoreClass.map(
        k -> {
          Value ignored = ignored(classes(prediction, target));
          return ignored.select(prediction.constant(0), prediction.constant(1));
        });
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
