package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = ln(1/(1 + e⁻ᶻ)) = −ln(1 + e⁻ᶻ). Shapes: z [...] → a [...]. */
@Type("log_sigmoid")
@Doc("a = −ln(1 + e⁻ᶻ)")
public record LogSigmoid() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.negate().softplus().negate();
  }
}
