package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/** Mean of ln cosh(a − t). Predictions a, targets t [batch, ...]; a scalar. */
@Type(value = "log_cosh", aliases = "logcosh")
@Doc("mean of ln cosh(a − t)")
public record LogCosh() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of(
        (a, t) -> Math.abs(a - t) + Math.log1p(Math.exp(-2 * Math.abs(a - t))) - Math.log(2));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
