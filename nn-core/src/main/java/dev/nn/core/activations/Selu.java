package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * a = λz if z &gt; 0, otherwise λα(eᶻ − 1), with α = 1.6733 and λ = 1.0507, at which mean 0 and
 * variance 1 are a fixed point. Shapes: z [...] → a [...]. Klambauer et al. (2017).
 */
@Type("selu")
@Doc("a = λz if z > 0, otherwise λα(eᶻ − 1), with fixed λ and α")
public record Selu() implements Activation {
  private static final double ALPHA = 1.6732632423543772848170429916717;
  private static final double LAMBDA = 1.0507009873554804934193349852946;

  @Override
  public Value apply(Value z) {
    Value below = z.minimum(0).map(UnaryFunction.EXPM1).scale(LAMBDA * ALPHA);
    return z.relu().scale(LAMBDA).add(below);
  }
}
