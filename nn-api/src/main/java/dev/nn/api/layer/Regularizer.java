package dev.nn.api.layer;

import dev.nn.api.graph.Value;

/** What the size of a parameter adds to the cost. */
@FunctionalInterface
public interface Regularizer {
  /** A scalar, such as λ·Σθ². */
  Value penalty(Value parameter);
}
