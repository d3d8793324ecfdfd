package dev.nn.api.layer;

import dev.nn.api.graph.Value;

/** What a parameter is made to satisfy after each update: a projection. */
@FunctionalInterface
public interface Constraint {
  /** The parameter as it may be, of the same shape, such as max(θ, 0). */
  Value apply(Value parameter);
}
