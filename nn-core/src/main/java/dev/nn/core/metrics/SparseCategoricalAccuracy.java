package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Share of rows whose greatest prediction is at the target. Predictions [batch, ..., classes],
 * targets, whole numbers [batch, ...] or [batch, ..., 1]; a scalar.
 */
@Type("sparse_categorical_accuracy")
@Doc("share of rows whose greatest prediction is the true class; class indices as targets")
public record SparseCategoricalAccuracy() implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::classes,
        (rows, row) -> Rows.greatest(rows.prediction(row)) == rows.index(row) ? 1 : 0);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
