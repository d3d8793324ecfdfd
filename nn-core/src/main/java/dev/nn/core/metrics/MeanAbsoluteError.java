package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/** Mean of |a − t|. Predictions a, targets t [batch, ...]; a scalar. */
@Type(value = "mean_absolute_error", aliases = "mae")
@Doc("mean of |a − t|")
public record MeanAbsoluteError() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> Math.abs(a - t));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
