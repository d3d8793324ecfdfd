package dev.nn.api.layer;

import dev.nn.api.graph.Value;

/** An activation function a = f(z), mostly element by element. Shapes: z [...] → a [...]. */
@FunctionalInterface
public interface Activation {
  /** The formula. */
  Value apply(Value z);
}
