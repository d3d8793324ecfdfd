package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.FBetaScore.Average;
import java.util.Optional;

/**
 * F = 2·p·r/(p + r), p precision and r recall of each class: {@link FBetaScore} with β = 1.
 * Predictions a [batch, ..., classes], targets 0 or 1 likewise, or class indices; a scalar, or one
 * number per class.
 *
 * @param average how classes become one number
 * @param threshold in (0, 1]
 */
@Type(value = "f1_score", aliases = "f1")
@Doc("F = 2·p·r/(p + r), p precision and r recall")
public record F1Score(
    @Default("none") @Doc("how classes become one number; none: one for each")
        Optional<Average> average,
    @Doc("above it a prediction is positive; the greatest of its row if left out")
        @Range(min = 0, minExclusive = true, max = 1)
        Optional<Double> threshold)
    implements Metric {

  /** Averaged in this way, without threshold. */
  public static F1Score of(Average average) {
    return new F1Score(Optional.of(average), Optional.empty());
  }

  @Override
  public Accumulator start() {
    return new FBetaScore(average, 1, threshold).start();
  }

  @Override
  public Reads reads(Shape prediction) {
    return threshold.isPresent() ? Reads.PROBABILITIES : Accumulators.column(prediction);
  }
}
