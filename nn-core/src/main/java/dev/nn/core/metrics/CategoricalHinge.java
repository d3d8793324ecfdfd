package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * Mean of max(1 + max (1 − t)·a − Σ t·a, 0), maximum and sum over the classes. Predictions a,
 * targets t, one-hot [batch, ..., classes]; a scalar.
 */
@Type("categorical_hinge")
@Doc("mean of max(1 + max (1 − t)·a − Σ t·a, 0)")
public record CategoricalHinge() implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> {
          double[] a = rows.prediction(row);
          double[] t = rows.target(row);
          double right = 0;
          double wrong = Double.NEGATIVE_INFINITY;
          for (int i = 0; i < a.length; i++) {
            right += t[i] * a[i];
            wrong = Math.max(wrong, (1 - t[i]) * a[i]);
          }
          return Math.max(1 + wrong - right, 0);
        });
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }
}
