package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = 100·mean |a − t|/max(|t|, 10⁻⁷) over the last axis. Shapes: prediction a, target t [batch,
 * ..., n] → C [batch, ...].
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "mean_absolute_percentage_error", aliases = "mape")
@Doc("C = 100·mean |a − t|/|t|")
public record MeanAbsolutePercentageError(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value size = pairs.target().abs().maximum(Pairs.EPSILON);
    return pairs.error().divide(size).abs().mean(-1).scale(100);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
