package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * 100 times the mean of |a − t|/max(|t|, 10⁻⁷). Predictions a, targets t [batch, ...]; a scalar.
 */
@Type(value = "mean_absolute_percentage_error", aliases = "mape")
@Doc("100 times the mean of |a − t|/|t|")
public record MeanAbsolutePercentageError() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> 100 * Math.abs(a - t) / Math.max(Math.abs(t), 1e-7));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
