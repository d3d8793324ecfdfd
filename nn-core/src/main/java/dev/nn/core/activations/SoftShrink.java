package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = z − λ if z &gt; λ, z + λ if z &lt; −λ, otherwise 0. Shapes: z [...] → a [...]. Donoho and
 * Johnstone (1994).
 *
 * @param threshold λ
 */
@Type("soft_shrink")
@Doc("a = z moved towards 0 by threshold, at most to 0")
public record SoftShrink(@Default("0.5") @Doc("λ") @Range(min = 0) double threshold)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return z.subtract(z.clip(-threshold, threshold));
  }
}
