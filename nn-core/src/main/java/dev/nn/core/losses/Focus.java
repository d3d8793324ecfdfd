package dev.nn.core.losses;

import dev.nn.api.graph.Value;

/** The factor by which a focal loss attends to what is not yet right. */
final class Focus {
  private Focus() {}

  /** (1 − p)ᵞ; without a power where none is needed, whose slope at 0 would not be a number. */
  static Value factor(Value p, double gamma) {
    Value rest = p.negate().add(1);
    if (gamma == 1) {
      return rest;
    }
    return gamma == 2 ? rest.square() : rest.power(gamma);
  }
}
