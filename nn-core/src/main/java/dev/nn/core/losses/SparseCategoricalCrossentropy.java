package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.List;
import java.util.Optional;

/**
 * C = −ln aₖ, k the true class; from logits z, where a = softmax(z), with ln aₖ = zₖ − ln Σ eᶻ.
 * Shapes: prediction a or z [batch, ..., classes], target k, whole numbers [batch, ...] or [batch,
 * ..., 1] → C [batch, ...]. Probabilities are divided by their sum and confined to [10⁻⁷, 1 −
 * 10⁻⁷], with no gradient outside.
 *
 * @param fromLogits whether the prediction is z; if left out, it is unless a softmax made it
 * @param reduction how the costs of a batch become one number
 */
@Type(
    value = "sparse_categorical_crossentropy",
    aliases = {"sparse_categorical_cross_entropy", "scce"})
@Doc("C = −ln aₖ, k the true class")
public record SparseCategoricalCrossentropy(
    @Doc("whether predictions are logits; inferred if left out") Optional<Boolean> fromLogits,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Logits or probabilities as inferred, averaged over the batch. */
  public static SparseCategoricalCrossentropy of() {
    return new SparseCategoricalCrossentropy(Optional.empty(), LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    Shape shape = prediction.shape();
    Shape rows = shape.subshape(0, Math.max(0, shape.rank() - 1));
    if (shape.rank() < 2
        || !target.shape().equals(rows) && !target.shape().equals(shape.with(-1, 1))) {
      throw new ShapeException(
          "target "
              + target.shape()
              + " does not fit prediction "
              + shape
              + ": sparse_categorical_crossentropy needs a class index "
              + rows
              + " for each row of classes");
    }
    GraphBuilder builder = prediction.builder();
    Value classes = target.cast(DataType.INT32).reshape(rows);
    Optional<Value> logits = Logits.of(prediction, fromLogits, Logits::behindSoftmax);
    if (logits.isPresent()) {
      return builder.emit(new SparseSoftmaxCrossEntropy(), List.of(logits.get(), classes)).get(0);
    }
    Value truth = builder.emit(new OneHot(shape.size(-1), prediction.dtype()), classes);
    return truth.multiply(Probabilities.log(prediction)).sum(-1).negate();
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.CLASS_INDEX;
  }

  @Override
  public boolean readsLogits(Value prediction) {
    return Logits.reads(prediction, fromLogits, Logits::behindSoftmax);
  }
}
