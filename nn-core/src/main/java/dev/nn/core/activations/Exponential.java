package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = eᶻ. Shapes: z [...] → a [...]. */
@Type("exponential")
@Doc("a = eᶻ")
public record Exponential() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.exp();
  }
}
