package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.Optional;

/**
 * κ = 1 − Σ wᵢⱼ·nᵢⱼ / Σ wᵢⱼ·eᵢⱼ: how much better than chance the predicted classes agree with the
 * true ones, nᵢⱼ the rows of class i taken for j, eᵢⱼ = nᵢ·nⱼ/n those expected if both were
 * independent. wᵢⱼ weighs the disagreement: 1 if i ≠ j, |i − j|, or (i − j)². 1 if all agree, 0 if
 * no better than chance; NaN if there is but one class to agree on. Predictions [batch, ...,
 * classes] (of a single column, above 0.5 or not), targets one-hot or class indices; a scalar.
 * Cohen (1960, 1968).
 *
 * @param weights how disagreements are weighed
 */
@Type(
    value = "cohens_kappa",
    aliases = {"cohen_kappa", "kappa"})
@Doc("κ: agreement of classes beyond chance")
public record CohensKappa(
    @Default("none") @Doc("how disagreements of ordered classes are weighed")
        Optional<Weights> weights)
    implements Metric {

  /** Weight of a disagreement between classes i and j. */
  public enum Weights {
    /** 1. */
    NONE,
    /** |i − j|. */
    LINEAR,
    /** (i − j)². */
    QUADRATIC
  }

  @Override
  public Accumulator start() {
    return CountedClasses.scalar(
        counts -> {
          double observed = 0;
          double expected = 0;
          for (int i = 0; i < counts.classes(); i++) {
            for (int j = 0; j < counts.classes(); j++) {
              observed += weight(i, j) * counts.at(i, j);
              expected += weight(i, j) * counts.truth(i) * counts.predicted(j) / counts.total();
            }
          }
          return 1 - observed / expected;
        });
  }

  private double weight(int i, int j) {
    return switch (weights.orElse(Weights.NONE)) {
      case NONE -> i == j ? 0 : 1;
      case LINEAR -> Math.abs(i - j);
      case QUADRATIC -> (double) (i - j) * (i - j);
    };
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.column(prediction);
  }
}
