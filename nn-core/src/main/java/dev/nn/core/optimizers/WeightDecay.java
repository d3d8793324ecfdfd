package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.train.UpdateScope;
import java.util.Optional;

/** Decoupled weight decay, which every optimizer can have. */
final class WeightDecay {
  private WeightDecay() {}

  /** θ ← θ − η·λ·θ, before the update itself; θ if it is excluded. Loshchilov and Hutter (2017). */
  static Value apply(UpdateScope scope, Value parameter, Optional<Double> lambda) {
    return apply(scope, parameter, lambda, "decay");
  }

  /**
   * As above.
   *
   * @param name of the step's factor, for an optimizer with several
   */
  static Value apply(UpdateScope scope, Value parameter, Optional<Double> lambda, String name) {
    // One factor for the step instead of a product and a difference for each element.
    return lambda
        .filter(l -> scope.decays())
        .map(l -> parameter.multiply(scope.scalar(name, (t, rate) -> 1 - rate * l)))
        .orElse(parameter);
  }
}
