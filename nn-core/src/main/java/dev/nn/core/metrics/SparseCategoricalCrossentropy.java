package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Mean of −ln aₖ, k the true class; from logits z, a = softmax(z). Probabilities are divided by
 * their sum and confined to [10⁻⁷, 1 − 10⁻⁷]. Predictions a or z [batch, ..., classes], targets k,
 * whole numbers [batch, ...] or [batch, ..., 1]; a scalar.
 *
 * @param fromLogits whether predictions are logits
 */
@Type(
    value = "sparse_categorical_crossentropy",
    aliases = {"sparse_categorical_cross_entropy", "scce"})
@Doc("mean of −ln aₖ, k the true class; class indices as targets")
public record SparseCategoricalCrossentropy(
    @Default("false") @Doc("whether predictions are logits") boolean fromLogits) implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::classes,
        (rows, row) -> Likelihood.ofClass(rows.prediction(row), rows.index(row), fromLogits));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }

  @Override
  public Reads reads(Shape prediction) {
    return fromLogits ? Reads.CLASSES : Reads.PROBABILITIES;
  }
}
