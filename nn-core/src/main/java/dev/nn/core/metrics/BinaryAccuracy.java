package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Share of numbers for which (a &gt; threshold) equals t. Predictions a, targets t, 0 or 1 [batch,
 * ...]; a scalar.
 *
 * @param threshold above it a prediction counts as 1
 */
@Type("binary_accuracy")
@Doc("share of decisions a > threshold that are right")
public record BinaryAccuracy(@Default("0.5") @Doc("above it counts as 1") double threshold)
    implements Metric {
  @Override
  public Accumulator start() {
    return RowMean.of((a, t) -> (a > threshold ? 1 : 0) == t ? 1 : 0);
  }

  @Override
  public Reads reads(Shape prediction) {
    return threshold == 0 ? Reads.CLASSES : Reads.PROBABILITIES;
  }
}
