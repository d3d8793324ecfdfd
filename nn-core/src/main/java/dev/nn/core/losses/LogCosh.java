package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean ln cosh(a − t) over the last axis: about e²/2 for small errors e, |e| − ln 2 for large.
 * Shapes: prediction a, target t [batch, ..., n] → C [batch, ...].
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "log_cosh", aliases = "logcosh")
@Doc("C = mean ln cosh(a − t)")
public record LogCosh(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    // ln cosh e = e + ln(1 + e⁻²ᵉ) − ln 2: finite where cosh itself overflows.
    Value error = Pairs.of(prediction, target).error();
    return error.add(error.scale(-2).softplus()).add(-Math.log(2)).mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
