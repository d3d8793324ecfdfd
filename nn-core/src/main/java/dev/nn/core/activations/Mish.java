package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z·tanh(ln(1 + eᶻ)). Shapes: z [...] → a [...]. Misra (2019). */
@Type("mish")
@Doc("a = z·tanh(softplus(z))")
public record Mish() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.multiply(z.softplus().tanh());
  }
}
