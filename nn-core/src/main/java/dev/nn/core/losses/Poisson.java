package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean (a − t·ln(a + 10⁻⁷)) over the last axis: −ln of a Poisson probability, up to a constant.
 * Shapes: prediction a &gt; 0, target t [batch, ..., n] → C [batch, ...].
 *
 * @param reduction how the costs of a batch become one number
 */
@Type("poisson")
@Doc("C = mean (a − t·ln a)")
public record Poisson(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value a = pairs.prediction();
    return a.subtract(pairs.target().multiply(a.add(Pairs.EPSILON).log())).mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
