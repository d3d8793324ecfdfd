package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * a = z if z &gt; 0, otherwise s·z. Shapes: z [...] → a [...]. Maas, Hannun and Ng (2013).
 *
 * @param negativeSlope s
 */
@Type("leaky_relu")
@Doc("a = z if z > 0, otherwise slope·z")
public record LeakyRelu(
    @Default("0.2") @Doc("slope for negative z") @Range(min = 0) double negativeSlope)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return z.greater(0).select(z, z.scale(negativeSlope));
  }
}
