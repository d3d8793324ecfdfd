package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.List;
import java.util.Optional;

/**
 * True positives / (true positives + false positives), a number being positive if a &gt; threshold;
 * 0 if nothing is. Predictions a [batch, ..., n], targets 0 or 1 [batch, ..., n] or class indices;
 * a scalar, or one number per threshold.
 *
 * @param thresholds in [0, 1]; 0.5 if left out, none with topK
 * @param topK only the k greatest predictions of a row can be positive
 * @param classId only this column counts
 */
@Type("precision")
@Doc("share of true positives among predicted positives")
public record Precision(
    @Doc("above them a prediction is positive; 0.5 if left out, none with top_k")
        @Range(min = 0, max = 1)
        Optional<List<Double>> thresholds,
    @Doc("only the greatest predictions of a row can be positive") @Range(min = 1)
        Optional<Integer> topK,
    @Doc("only this column counts") @Range(min = 0) Optional<Integer> classId)
    implements Metric {
  @Override
  public Accumulator start() {
    return new Decisions(
        thresholds,
        topK,
        classId,
        (hits, alarms, misses, rejections) -> Accumulators.share(hits, hits + alarms));
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.decisions(thresholds, topK);
  }
}
