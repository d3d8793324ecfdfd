package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = (z + √(z² + b))/2. Shapes: z [...] → a [...]. Barron (2021).
 *
 * @param b how round the corner at 0 is, &gt; 0
 */
@Type("squareplus")
@Doc("a = (z + √(z² + b))/2")
public record Squareplus(
    @Default("4.0") @Doc("how round the corner at 0 is") @Range(min = 0, minExclusive = true)
        double b)
    implements Activation {
  @Override
  public Value apply(Value z) {
    // (z + √(z²+b))/2 = max(z, 0) + b/2 / (√(z²+b) + |z|), in which nothing cancels at large −z.
    // |z| as max(z, −z) and not abs: at 0 its slope is then 1, which goes with that of max(z, 0).
    Value size = z.square().add(b).sqrt().add(z.maximum(z.negate()));
    return z.maximum(0).add(z.constant(b / 2).divide(size));
  }
}
