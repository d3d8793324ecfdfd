package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Share of rows whose target is one of the k greatest predictions. Predictions [batch, ...,
 * classes], targets, whole numbers [batch, ...] or [batch, ..., 1]; a scalar.
 *
 * @param k ≥ 1
 */
@Type("sparse_top_k_categorical_accuracy")
@Doc("share of rows with the true class among the k greatest predictions; class indices as targets")
public record SparseTopKCategoricalAccuracy(
    @Default("5") @Doc("how many predictions count") @Range(min = 1) int k) implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::classes,
        (rows, row) -> TopK.contains(rows.prediction(row), rows.index(row), k) ? 1 : 0);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
