package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/** Mean of a − t·ln(a + 10⁻⁷). Predictions a &gt; 0, targets t [batch, ...]; a scalar. */
@Type("poisson")
@Doc("mean of a − t·ln a")
public record Poisson() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> a - t * Math.log(a + 1e-7));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
