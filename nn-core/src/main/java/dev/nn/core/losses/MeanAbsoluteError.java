package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean |a − t| over the last axis. Shapes: prediction a, target t [batch, ..., n] → C [batch,
 * ...].
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "mean_absolute_error", aliases = "mae")
@Doc("C = mean |a − t|")
public record MeanAbsoluteError(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Averaged over the batch. */
  public static MeanAbsoluteError of() {
    return new MeanAbsoluteError(LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    return Pairs.of(prediction, target).error().abs().mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
