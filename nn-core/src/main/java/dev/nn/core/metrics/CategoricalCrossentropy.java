package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Mean of −Σ t·ln a over the classes; from logits z, a = softmax(z). Probabilities are divided by
 * their sum and confined to [10⁻⁷, 1 − 10⁻⁷]. Predictions a or z, targets t, distributions [batch,
 * ..., classes]; a scalar.
 *
 * @param fromLogits whether predictions are logits
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/classes
 */
@Type(value = "categorical_crossentropy", aliases = "categorical_cross_entropy")
@Doc("mean of −Σ t·ln a; one-hot targets")
public record CategoricalCrossentropy(
    @Default("false") @Doc("whether predictions are logits") boolean fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/classes") @Range(min = 0, max = 1)
        double labelSmoothing)
    implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> {
          double[] t = Accumulators.smoothed(rows.target(row), labelSmoothing, rows.width());
          return Likelihood.categorical(rows.prediction(row), t, fromLogits);
        });
  }

  @Override
  public boolean greaterIsBetter() {
    return false;
  }

  @Override
  public Reads reads(Shape prediction) {
    return fromLogits ? Reads.CLASSES : Reads.PROBABILITIES;
  }
}
