package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean (ln(1 + a) − ln(1 + t))² over the last axis, a and t raised to at least 10⁻⁷. Shapes:
 * prediction a, target t [batch, ..., n] → C [batch, ...].
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "mean_squared_logarithmic_error", aliases = "msle")
@Doc("C = mean (ln(1 + a) − ln(1 + t))²")
public record MeanSquaredLogarithmicError(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    return log(pairs.prediction()).subtract(log(pairs.target())).square().mean(-1);
  }

  private static Value log(Value x) {
    return x.maximum(Pairs.EPSILON).map(UnaryFunction.LOG1P);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
