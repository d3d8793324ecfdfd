package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;

/**
 * Mean of Σ a·t/(‖a‖·‖t‖) over the last axis: 1 if a and t point the same way, −1 if opposite ways.
 * Norms below 10⁻⁷ are taken for that. Predictions a, targets t [batch, ..., n]; a scalar.
 */
@Type("cosine_similarity")
@Doc("mean of Σ a·t/(‖a‖·‖t‖)")
public record CosineSimilarity() implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> {
          double[] a = rows.prediction(row);
          double[] t = rows.target(row);
          return dot(a, t) / (norm(a) * norm(t));
        });
  }

  private static double norm(double[] x) {
    return Math.max(Math.sqrt(dot(x, x)), 1e-7);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
