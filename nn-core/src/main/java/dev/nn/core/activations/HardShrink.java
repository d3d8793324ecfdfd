package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = z if |z| &gt; λ, otherwise 0. Shapes: z [...] → a [...]. Donoho and Johnstone (1994).
 *
 * @param threshold λ
 */
@Type("hard_shrink")
@Doc("a = z if |z| > threshold, otherwise 0")
public record HardShrink(@Default("0.5") @Doc("λ") @Range(min = 0) double threshold)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return z.abs().greater(threshold).select(z, z.constant(0));
  }
}
