package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = ln(1 + eᶻ). Shapes: z [...] → a [...]. Dugas et al. (2001). */
@Type("softplus")
@Doc("a = ln(1 + eᶻ)")
public record Softplus() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.softplus();
  }
}
