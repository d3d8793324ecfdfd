package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/** Root of the mean of (a − t)². Predictions a, targets t [batch, ...]; a scalar. */
@Type(value = "root_mean_squared_error", aliases = "rmse")
@Doc("root of the mean of (a − t)²")
public record RootMeanSquaredError() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> (a - t) * (a - t), Math::sqrt);
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
