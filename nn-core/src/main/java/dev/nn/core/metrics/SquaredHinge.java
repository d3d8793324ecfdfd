package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * Mean of max(1 − t·a, 0)², 0 among the targets being taken for −1. Predictions a, targets t, −1 or
 * 1 (or 0 or 1) [batch, ...]; a scalar.
 */
@Type("squared_hinge")
@Doc("mean of max(1 − t·a, 0)², t −1 or 1")
public record SquaredHinge() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> Math.pow(Math.max(1 - (t == 0 ? -1 : t) * a, 0), 2));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
