package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.Optional;

/**
 * The greatest specificity, the share of true negatives among actual negatives, over all thresholds
 * at which the sensitivity is at least what is asked for; 0 if there is none. Predictions [batch,
 * ..., n] in [0, 1], targets 0 or 1 [batch, ..., n] or class indices; a scalar.
 *
 * @param sensitivity asked for, in [0, 1]
 * @param numThresholds thresholds tried, from 0 to 1
 * @param classId only this column counts
 */
@Type("specificity_at_sensitivity")
@Doc("greatest specificity where the sensitivity is high enough")
public record SpecificityAtSensitivity(
    @Doc("sensitivity asked for") @Range(min = 0, max = 1) double sensitivity,
    @Default("200") @Doc("thresholds tried, from 0 to 1") @Range(min = 1) int numThresholds,
    @Doc("only this column counts") @Range(min = 0) Optional<Integer> classId)
    implements Metric {
  @Override
  public Accumulator start() {
    return new BestAtThreshold(
        BestAtThreshold.SPECIFICITY, BestAtThreshold.RECALL, sensitivity, numThresholds, classId);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.PROBABILITIES;
  }
}
