package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean max(1 − t·a, 0) over the last axis. Shapes: prediction a, target t, −1 or 1 (or all 0 or
 * 1) [batch, ..., n] → C [batch, ...]. Cortes and Vapnik (1995).
 *
 * @param reduction how the costs of a batch become one number
 */
@Type("hinge")
@Doc("C = mean max(1 − t·a, 0), t −1 or 1")
public record Hinge(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    return Margins.missing(prediction, target).mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.BINARY;
  }
}
