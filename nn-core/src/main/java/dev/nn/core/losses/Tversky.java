package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.List;
import java.util.Optional;

/**
 * C = 1 − Σ a·t/(Σ a·t + α·Σ (1 − t)·a + β·Σ t·(1 − a) + 10⁻⁷): {@link Dice} with a say in whether
 * what is missed or what is wrongly covered costs more. Shapes: prediction a in [0, 1], target t, 0
 * or 1 [batch, ...] → C without the axes; a scalar for the whole batch if none are given, which
 * cannot be weighted by example. Salehi et al., Tversky Loss Function for Image Segmentation
 * (2017).
 *
 * @param alpha α ≥ 0: weight of what is wrongly covered
 * @param beta β ≥ 0: weight of what is missed
 * @param axis axes that are summed over; all, the batch's too, if left out
 * @param reduction how the costs of a batch become one number
 */
@Type("tversky")
@Doc("C = 1 − Σ a·t/(Σ a·t + α·Σ (1 − t)·a + β·Σ t·(1 − a))")
public record Tversky(
    @Default("0.5") @Doc("α: weight of what is wrongly covered") @Range(min = 0) double alpha,
    @Default("0.5") @Doc("β: weight of what is missed") @Range(min = 0) double beta,
    @Doc("axes that are summed over; all if left out") Optional<List<Integer>> axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value a = pairs.prediction();
    Value t = pairs.target();
    Value both = Overlap.sum(a.multiply(t), axis);
    Value missed = Overlap.sum(t.multiply(a.negate().add(1)), axis).scale(beta);
    Value wrong = Overlap.sum(t.negate().add(1).multiply(a), axis).scale(alpha);
    return both.divide(both.add(missed).add(wrong).add(Pairs.EPSILON)).negate().add(1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.BINARY;
  }
}
