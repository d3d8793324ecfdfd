package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Mean of −ln of the probability of what is true: of the true class, or with a single column, of
 * the decision. Probabilities are divided by their sum and confined to [10⁻⁷, 1 − 10⁻⁷].
 * Predictions [batch, ..., classes], targets one-hot or class indices; a scalar.
 *
 * @param fromLogits whether predictions are logits
 */
@Type("log_loss")
@Doc("mean of −ln of the probability of what is true")
public record LogLoss(@Default("false") @Doc("whether predictions are logits") boolean fromLogits)
    implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(Rows::either, (rows, row) -> Likelihood.either(rows, row, fromLogits));
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
