package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.List;
import java.util.Optional;

/**
 * C = 1 − 2·Σ a·t/(Σ a + Σ t + 10⁻⁷): 0 where prediction and target cover the same, whatever share
 * of the whole that is. Shapes: prediction a in [0, 1], target t, 0 or 1 [batch, ...] → C without
 * the axes; a scalar for the whole batch if none are given, which cannot be weighted by example.
 * Dice (1945); Milletari et al., V-Net (2016).
 *
 * @param axis axes that are summed over; all, the batch's too, if left out
 * @param reduction how the costs of a batch become one number
 */
@Type("dice")
@Doc("C = 1 − 2·Σ a·t/(Σ a + Σ t)")
public record Dice(
    @Doc("axes that are summed over; all if left out") Optional<List<Integer>> axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value a = pairs.prediction();
    Value t = pairs.target();
    Value both = Overlap.sum(a.multiply(t), axis).scale(2);
    Value sizes = Overlap.sum(a, axis).add(Overlap.sum(t, axis)).add(Pairs.EPSILON);
    return both.divide(sizes).negate().add(1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.BINARY;
  }
}
