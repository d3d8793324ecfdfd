package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;

/** Probabilities of classes along the last axis. */
final class Probabilities {
  private Probabilities() {}

  /** ln of the probabilities, divided by their sum and confined to [10⁻⁷, 1 − 10⁻⁷] as in Keras. */
  static Value log(Value probabilities) {
    Value share = probabilities.divide(probabilities.reduce(Reduction.SUM, true, -1));
    return share.clip(Pairs.EPSILON, 1 - Pairs.EPSILON).log();
  }
}
