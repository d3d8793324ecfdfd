package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.List;
import java.util.Optional;

/**
 * Weighted number of negative predictions that are right, a number being positive if a &gt;
 * threshold. Predictions a [batch, ..., n], targets 0 or 1 [batch, ..., n] or class indices; a
 * scalar, or one number per threshold.
 *
 * @param thresholds in [0, 1]; 0.5 if left out
 */
@Type("true_negatives")
@Doc("number of true negatives")
public record TrueNegatives(
    @Doc("above them a prediction is positive; 0.5 if left out") @Range(min = 0, max = 1)
        Optional<List<Double>> thresholds)
    implements Metric {
  @Override
  public Accumulator start() {
    return new Decisions(
        thresholds,
        Optional.empty(),
        Optional.empty(),
        (hits, alarms, misses, rejections) -> rejections);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.decisions(thresholds, Optional.empty());
  }
}
