package dev.nn.core.losses;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;

/**
 * C = mean of e²/2 if |e| ≤ δ, otherwise δ|e| − δ²/2, over the last axis, e = a − t. Shapes:
 * prediction a, target t [batch, ..., n] → C [batch, ...]. Huber (1964).
 *
 * @param delta δ &gt; 0: from here on straight instead of quadratic
 * @param reduction how the costs of a batch become one number
 */
@Type(value = "huber", aliases = "huber_loss")
@Doc("C = mean of (a − t)²/2, straight instead of quadratic beyond delta")
public record Huber(
    @Default("1.0")
        @Doc("error from which on the cost is straight")
        @Range(min = 0, minExclusive = true)
        double delta,
    @Default("sum_over_batch_size") @Doc("how costs become one number") LossReduction reduction)
    implements Loss {
  @Override
  public Value apply(Value prediction, Value target) {
    Value error = Pairs.of(prediction, target).error();
    // With c = e confined to ±δ, c·(e − c/2) is e²/2 inside and δ|e| − δ²/2 outside.
    Value confined = error.clip(-delta, delta);
    return confined.multiply(error.subtract(confined.scale(0.5))).mean(-1);
  }

  @Override
  public TargetKind targetKind() {
    return TargetKind.VALUE;
  }
}
