package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = max(1 + max (1 − t)·a − Σ t·a, 0), maximum and sum over the classes. Shapes: prediction a,
 * target t, one-hot [batch, ..., classes] → C [batch, ...]. Crammer and Singer (2001).
 *
 * @param reduction how the costs of a batch become one number
 */
@Type("categorical_hinge")
@Doc("C = max(1 + max (1 − t)·a − Σ t·a, 0)")
public record CategoricalHinge(
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value t = pairs.target();
    Value a = pairs.prediction();
    Value right = t.multiply(a).sum(-1);
    Value wrong = t.negate().add(1).multiply(a).max(-1);
    return wrong.subtract(right).add(1).maximum(0);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.ONE_HOT;
  }
}
