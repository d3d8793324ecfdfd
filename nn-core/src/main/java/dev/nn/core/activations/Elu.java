package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = z if z &gt; 0, otherwise α(eᶻ − 1). Shapes: z [...] → a [...]. Clevert, Unterthiner and
 * Hochreiter (2015).
 *
 * @param alpha α
 */
@Type("elu")
@Doc("a = z if z > 0, otherwise α(eᶻ − 1)")
public record Elu(@Default("1.0") @Doc("α") @Range(min = 0) double alpha) implements Activation {
  @Override
  public Value apply(Value z) {
    // min(z, 0) keeps eᶻ finite where it is not wanted: inf · 0 in the gradient would be NaN.
    Value below = z.minimum(0).map(UnaryFunction.EXPM1);
    return z.relu().add(alpha == 1 ? below : below.scale(alpha));
  }
}
