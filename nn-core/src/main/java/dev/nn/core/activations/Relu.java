package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.Optional;

/**
 * a = max(0, z). In general, with slope s, threshold t and greatest value m: a = min(z, m) if z
 * &gt; t, otherwise s·(z − t). Shapes: z [...] → a [...]. Nair and Hinton (2010).
 *
 * @param negativeSlope s
 * @param maxValue m; no limit if left out
 * @param threshold t
 */
@Type("relu")
@Doc("a = max(0, z)")
public record Relu(
    @Default("0.0") @Doc("slope below the threshold") @Range(min = 0) double negativeSlope,
    @Doc("greatest value; no limit if left out") @Range(min = 0) Optional<Double> maxValue,
    @Default("0.0") @Doc("value up to which the slope applies") double threshold)
    implements Activation {

  /** max(0, z). */
  public static Relu of() {
    return new Relu(0, Optional.empty(), 0);
  }

  @Override
  public Value apply(Value z) {
    // RELU is one op with a gradient from its output alone; the general form only where needed.
    if (negativeSlope == 0 && threshold == 0) {
      Value a = z.relu();
      return maxValue.isPresent() ? a.minimum(maxValue.get()) : a;
    }
    Value above = maxValue.isPresent() ? z.minimum(maxValue.get()) : z;
    return z.greater(threshold).select(above, z.add(-threshold).scale(negativeSlope));
  }
}
