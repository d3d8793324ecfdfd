package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * a = z·σ(z), σ the sigmoid. Shapes: z [...] → a [...]. Elfwing, Uchibe and Doya (2017);
 * Ramachandran, Zoph and Le (2017) call it swish.
 */
@Type(value = "silu", aliases = "swish")
@Doc("a = z·sigmoid(z)")
public record Silu() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.multiply(z.sigmoid());
  }
}
