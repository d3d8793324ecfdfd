package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * a = z if z &gt; t, otherwise d. Shapes: z [...] → a [...].
 *
 * @param threshold t
 * @param defaultValue d
 */
@Type("threshold")
@Doc("a = z if z > threshold, otherwise default_value")
public record Threshold(
    @Doc("z up to this is replaced") double threshold,
    @Doc("what it is replaced by") double defaultValue)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return z.greater(threshold).select(z, z.constant(defaultValue));
  }
}
