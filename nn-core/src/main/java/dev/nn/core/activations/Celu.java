package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = max(0, z) + min(0, α(e^(z/α) − 1)). Shapes: z [...] → a [...]. Barron (2017).
 *
 * @param alpha α, &gt; 0
 */
@Type("celu")
@Doc("a = max(0, z) + min(0, α(e^(z/α) − 1))")
public record Celu(@Default("1.0") @Doc("α") @Range(min = 0, minExclusive = true) double alpha)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return z.relu().add(z.minimum(0).scale(1 / alpha).map(UnaryFunction.EXPM1).scale(alpha));
  }
}
