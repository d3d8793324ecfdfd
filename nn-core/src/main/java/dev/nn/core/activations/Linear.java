package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z. Shapes: z [...] → a [...]. */
@Type(value = "linear", aliases = "identity")
@Doc("a = z")
public record Linear() implements Activation {
  @Override
  public Value apply(Value z) {
    return z;
  }
}
