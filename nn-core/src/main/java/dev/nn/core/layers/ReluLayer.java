package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.core.activations.Relu;
import java.util.Optional;

/**
 * a = max(0, z); in general, with slope s, threshold t and greatest value m: a = min(z, m) if z
 * &gt; t, otherwise s·(z − t). {@link Relu} as a layer. Shapes: z [batch, ...] → a [batch, ...].
 * Nair and Hinton (2010).
 *
 * @param maxValue m; no limit if left out
 * @param negativeSlope s
 * @param threshold t
 */
@Type("relu")
@Doc("a = max(0, z)")
public record ReluLayer(
    @Doc("greatest value; no limit if left out") @Range(min = 0) Optional<Double> maxValue,
    @Default("0.0") @Doc("slope below the threshold") @Range(min = 0) double negativeSlope,
    @Default("0.0") @Doc("value up to which the slope applies") @Range(min = 0) double threshold)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return new Relu(negativeSlope, maxValue, threshold).apply(scope.preActivation(x));
  }
}
