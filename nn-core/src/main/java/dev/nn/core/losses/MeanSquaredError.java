package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean (a − t)² over the last axis. Shapes: prediction a, target t [batch, ..., n] → C [batch,
 * ...]. Nielsen (2015), chapter 1.
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "mean_squared_error", aliases = "mse")
@Doc("C = mean (a − t)²")
public record MeanSquaredError(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {

  /** Averaged over the batch. */
  public static MeanSquaredError of() {
    return new MeanSquaredError(LossReduction.SUM_OVER_BATCH_SIZE);
  }

  @Override
  public Value apply(Value prediction, Value target) {
    return Pairs.of(prediction, target).error().square().mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
