package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Correlation of predicted and true classes: (c·n − Σ tₖ·pₖ) / √((n² − Σ pₖ²)(n² − Σ tₖ²)), n rows,
 * c of them right, tₖ of class k, pₖ taken for k; with two classes (TP·TN − FP·FN)/√(…). 1 if all
 * are right, 0 if no better than chance or if all rows are of, or taken for, one class. Predictions
 * [batch, ..., classes] (of a single column, above 0.5 or not), targets one-hot or class indices; a
 * scalar. Matthews (1975), Gorodkin (2004).
 */
@Type(
    value = "matthews_correlation",
    aliases = {"matthews_corrcoef", "mcc"})
@Doc("correlation of predicted and true classes")
public record MatthewsCorrelation() implements Metric {
  @Override
  public Accumulator start() {
    return CountedClasses.scalar(
        counts -> {
          double right = 0;
          double both = 0;
          double truths = 0;
          double predictions = 0;
          for (int k = 0; k < counts.classes(); k++) {
            right += counts.at(k, k);
            both += counts.truth(k) * counts.predicted(k);
            truths += counts.truth(k) * counts.truth(k);
            predictions += counts.predicted(k) * counts.predicted(k);
          }
          double n = counts.total();
          double spread = Math.sqrt((n * n - predictions) * (n * n - truths));
          return Accumulators.share(right * n - both, spread);
        });
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.column(prediction);
  }
}
