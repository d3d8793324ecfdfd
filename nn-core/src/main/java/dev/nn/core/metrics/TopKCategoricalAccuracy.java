package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Share of rows whose greatest target is at one of the k greatest predictions. Predictions,
 * targets, one-hot [batch, ..., classes]; a scalar.
 *
 * @param k ≥ 1
 */
@Type("top_k_categorical_accuracy")
@Doc("share of rows with the true class among the k greatest predictions; one-hot targets")
public record TopKCategoricalAccuracy(
    @Default("5") @Doc("how many predictions count") @Range(min = 1) int k) implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> TopK.contains(rows.prediction(row), rows.index(row), k) ? 1 : 0);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
