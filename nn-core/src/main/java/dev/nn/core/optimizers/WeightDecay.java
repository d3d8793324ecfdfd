package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.train.UpdateScope;
import java.util.Optional;

/** Decoupled weight decay, which every optimizer can have. */
final class WeightDecay {
  private WeightDecay() {}

  /** θ ← θ − η·λ·θ, before the update itself. Loshchilov and Hutter (2017). */
  static Value apply(UpdateScope scope, Value parameter, Optional<Double> lambda) {
    // One factor for the step instead of a product and a difference for each element.
    return lambda
        .map(l -> parameter.multiply(scope.scalar("decay", (t, rate) -> 1 - rate * l)))
        .orElse(parameter);
  }
}
