package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * Mean of (ln(1 + a) − ln(1 + t))², a and t raised to at least 10⁻⁷. Predictions a, targets t
 * [batch, ...]; a scalar.
 */
@Type(value = "mean_squared_logarithmic_error", aliases = "msle")
@Doc("mean of (ln(1 + a) − ln(1 + t))²")
public record MeanSquaredLogarithmicError() implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of(
        (a, t) -> {
          double error = log(a) - log(t);
          return error * error;
        });
  }

  private static double log(double x) {
    return Math.log1p(Math.max(x, 1e-7));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
