package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * e^L, L the {@link LogLoss}: among how many equally likely classes the model is undecided.
 * Predictions [batch, ..., classes], targets one-hot or class indices; a scalar.
 *
 * @param fromLogits whether predictions are logits
 */
@Type("perplexity")
@Doc("e to the mean of −ln of the probability of what is true")
public record Perplexity(
    @Default("false") @Doc("whether predictions are logits") boolean fromLogits) implements Metric {
  @Override
  public Accumulator start() {
    return new RowMean(
        Rows::either, (rows, row) -> Likelihood.either(rows, row, fromLogits), Math::exp);
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
