package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = tanh z. Shapes: z [...] → a [...] in (−1, 1). */
@Type("tanh")
@Doc("a = tanh z")
public record Tanh() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.tanh();
  }
}
