package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/** Mean of (a − t)². Predictions a, targets t [batch, ...]; a scalar. */
@Type(value = "mean_squared_error", aliases = "mse")
@Doc("mean of (a − t)²")
public record MeanSquaredError() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> (a - t) * (a - t));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
