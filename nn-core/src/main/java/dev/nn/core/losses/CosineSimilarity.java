package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = −Σ a·t/(‖a‖·‖t‖) along an axis: −1 if a and t point the same way, 1 if opposite ways. Shapes:
 * prediction a, target t [batch, ..., n] → C without the axis. Norms below 10⁻⁷ are taken for that.
 *
 * @param axis of the vectors
 * @param reduction how the costs of a batch become one number
 */
@Type("cosine_similarity")
@Doc("C = −Σ a·t/(‖a‖·‖t‖)")
public record CosineSimilarity(
    @Default("-1") @Doc("axis of the vectors") int axis,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  /**
   * @throws ShapeException if the shapes do not fit, or the axis does not exist or is the batch
   */
  @Override
  public Value apply(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    if (pairs.prediction().shape().axis(axis) == 0) {
      throw new ShapeException("cosine_similarity cannot compare along the batch axis");
    }
    return unit(pairs.prediction()).multiply(unit(pairs.target())).sum(axis).negate();
  }

  private Value unit(Value x) {
    // The maximum comes before the root, whose slope at 0 is infinite.
    Value square = x.square().reduce(Reduction.SUM, true, axis);
    return x.divide(square.maximum(Pairs.EPSILON * Pairs.EPSILON).sqrt());
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
