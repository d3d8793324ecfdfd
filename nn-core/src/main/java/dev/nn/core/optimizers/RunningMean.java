package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.train.UpdateScope;

/** m ← m + (1 − β)·(x − m): a mean in which what is older counts less; 0 at first. */
final class RunningMean {
  private RunningMean() {}

  /**
   * The mean after this step.
   *
   * @param name of the state m
   * @param beta β, its memory, in [0, 1)
   */
  static Value of(UpdateScope scope, String name, double beta, Value x) {
    Value mean = scope.state(name, 0);
    Value next = mean.add(x.subtract(mean).scale(1 - beta));
    scope.updateState(mean, next);
    return next;
  }
}
