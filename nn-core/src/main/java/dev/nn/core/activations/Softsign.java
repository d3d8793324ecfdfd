package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z/(1 + |z|). Shapes: z [...] → a [...] in (−1, 1). Bergstra et al. (2009). */
@Type("softsign")
@Doc("a = z/(1 + |z|)")
public record Softsign() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.divide(z.abs().add(1));
  }
}
