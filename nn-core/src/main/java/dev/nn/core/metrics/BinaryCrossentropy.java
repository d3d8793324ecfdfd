package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Mean of −(t·ln a + (1 − t)·ln(1 − a)); from logits z, a = σ(z). Probabilities are confined to
 * [10⁻⁷, 1 − 10⁻⁷]. Predictions a or z, targets t in [0, 1] [batch, ...]; a scalar.
 *
 * @param fromLogits whether predictions are logits
 * @param labelSmoothing s: t is moved to t·(1 − s) + s/2
 */
@Type(
    value = "binary_crossentropy",
    aliases = {"binary_cross_entropy", "bce"})
@Doc("mean of −(t·ln a + (1 − t)·ln(1 − a))")
public record BinaryCrossentropy(
    @Default("false") @Doc("whether predictions are logits") boolean fromLogits,
    @Default("0.0") @Doc("how far targets are moved towards 1/2") @Range(min = 0, max = 1)
        double labelSmoothing)
    implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::pairs,
        (rows, row) -> {
          double[] t = Accumulators.smoothed(rows.target(row), labelSmoothing, 2);
          return Likelihood.binary(rows.prediction(row), t, fromLogits);
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
