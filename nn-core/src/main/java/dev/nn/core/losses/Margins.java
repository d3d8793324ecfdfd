package dev.nn.core.losses;

import dev.nn.api.graph.Value;

/** Margins of binary decisions. */
final class Margins {
  private Margins() {}

  /** max(1 − t·a, 0); targets that are all 0 or 1 are taken for −1 and 1. */
  static Value missing(Value prediction, Value target) {
    Pairs pairs = Pairs.of(prediction, target);
    Value t = pairs.target();
    Value binary = t.multiply(t.add(-1)).abs().max().lessEqual(0);
    Value signs = binary.select(t.scale(2).add(-1), t);
    return signs.multiply(pairs.prediction()).negate().add(1).maximum(0);
  }
}
