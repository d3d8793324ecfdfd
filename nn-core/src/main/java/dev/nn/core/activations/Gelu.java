package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * a = z·Φ(z) = z/2·(1 + erf(z/√2)), Φ the standard normal distribution; approximately z/2·(1 +
 * tanh(√(2/π)·(z + 0.044715 z³))). Shapes: z [...] → a [...]. Hendrycks and Gimpel (2016).
 *
 * @param approximate use the approximation by tanh
 */
@Type("gelu")
@Doc("a = z·Φ(z), Φ the standard normal distribution")
public record Gelu(@Default("false") @Doc("use the approximation by tanh") boolean approximate)
    implements Activation {
  @Override
  public Value apply(Value z) {
    if (!approximate) {
      return z.map(UnaryFunction.GELU);
    }
    double c = Math.sqrt(2 / Math.PI);
    Value inner = z.multiply(z.square().scale(c * 0.044715).add(c));
    return z.scale(0.5).multiply(inner.tanh().add(1));
  }
}
