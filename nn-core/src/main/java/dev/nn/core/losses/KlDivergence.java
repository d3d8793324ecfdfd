package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = Σ t·ln(t/a) over the last axis, both confined to [10⁻⁷, 1]. Shapes: prediction a, target t,
 * distributions [batch, ..., n] → C [batch, ...]. Kullback and Leibler (1951).
 *
 * @param reduction how the costs of a batch become one number
 */
@Type(
    value = "kl_divergence",
    aliases = {"kld", "kullback_leibler_divergence"})
@Doc("C = Σ t·ln(t/a)")
public record KlDivergence(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value t = pairs.target().clip(Pairs.EPSILON, 1);
    Value a = pairs.prediction().clip(Pairs.EPSILON, 1);
    return t.multiply(t.divide(a).log()).sum(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
