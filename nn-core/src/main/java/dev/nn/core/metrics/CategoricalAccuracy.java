package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Share of rows whose greatest prediction is at the greatest target. Predictions, targets, one-hot
 * [batch, ..., classes]; a scalar.
 */
@Type("categorical_accuracy")
@Doc("share of rows whose greatest prediction is the true class; one-hot targets")
public record CategoricalAccuracy() implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs, (rows, row) -> Rows.greatest(rows.prediction(row)) == rows.index(row) ? 1 : 0);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
