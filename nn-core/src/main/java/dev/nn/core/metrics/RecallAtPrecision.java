package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.Optional;

/**
 * The greatest recall, the share of true positives among actual positives, over all thresholds at
 * which the precision is at least what is asked for; 0 if there is none. Predictions [batch, ...,
 * n] in [0, 1], targets 0 or 1 [batch, ..., n] or class indices; a scalar.
 *
 * @param precision asked for, in [0, 1]
 * @param numThresholds thresholds tried, from 0 to 1
 * @param classId only this column counts
 */
@Type("recall_at_precision")
@Doc("greatest recall where the precision is high enough")
public record RecallAtPrecision(
    @Doc("precision asked for") @Range(min = 0, max = 1) double precision,
    @Default("200") @Doc("thresholds tried, from 0 to 1") @Range(min = 1) int numThresholds,
    @Doc("only this column counts") @Range(min = 0) Optional<Integer> classId)
    implements Metric {
  @Override
  public Accumulator start() {
    return new BestAtThreshold(
        BestAtThreshold.RECALL, BestAtThreshold.PRECISION, precision, numThresholds, classId);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.PROBABILITIES;
  }
}
