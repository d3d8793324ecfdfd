package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * Mean of max(1 − t·a, 0), 0 among the targets being taken for −1. Predictions a, targets t, −1 or
 * 1 (or 0 or 1) [batch, ...]; a scalar.
 */
@Type("hinge")
@Doc("mean of max(1 − t·a, 0), t −1 or 1")
public record Hinge() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> Math.max(1 - (t == 0 ? -1 : t) * a, 0));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
