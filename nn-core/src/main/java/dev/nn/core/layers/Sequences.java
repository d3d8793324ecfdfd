package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reverse;

/** What layers over sequences share. */
final class Sequences {
  private Sequences() {}

  /** The entries of an axis from last to first. */
  static Value reversed(Value x, int axis) {
    return x.builder().emit(new Reverse(axis), x);
  }
}
