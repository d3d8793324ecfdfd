package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = 1/(1 + e⁻ᶻ). Shapes: z [...] → a [...] in (0, 1). */
@Type("sigmoid")
@Doc("a = 1/(1 + e⁻ᶻ)")
public record Sigmoid() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.sigmoid();
  }
}
