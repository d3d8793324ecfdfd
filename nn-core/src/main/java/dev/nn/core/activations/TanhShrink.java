package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z − tanh z. Shapes: z [...] → a [...]. */
@Type("tanh_shrink")
@Doc("a = z − tanh z")
public record TanhShrink() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.subtract(z.tanh());
  }
}
