package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;
import java.util.stream.IntStream;

/**
 * Mean of Σ t·ln(t/a) over the last axis, both confined to [10⁻⁷, 1]. Predictions a, targets t,
 * distributions [batch, ..., n]; a scalar.
 */
@Type(
    value = "kl_divergence",
    aliases = {"kld", "kullback_leibler_divergence"})
@Doc("mean of Σ t·ln(t/a)")
public record KlDivergence() implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> {
          double[] a = rows.prediction(row);
          double[] t = rows.target(row);
          return IntStream.range(0, a.length)
              .mapToDouble(i -> confined(t[i]) * Math.log(confined(t[i]) / confined(a[i])))
              .sum();
        });
  }

  private static double confined(double p) {
    return Math.min(1, Math.max(1e-7, p));
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
