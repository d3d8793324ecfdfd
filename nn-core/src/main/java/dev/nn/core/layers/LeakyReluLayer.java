package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.core.activations.LeakyRelu;

/**
 * a = z if z &gt; 0, otherwise s·z: {@link LeakyRelu} as a layer, with another default, as in
 * Keras. Shapes: z [batch, ...] → a [batch, ...]. Maas, Hannun and Ng (2013).
 *
 * @param negativeSlope s
 */
@Type("leaky_relu")
@Doc("a = z if z > 0, otherwise slope·z")
public record LeakyReluLayer(
    @Default("0.3") @Doc("slope for negative z") @Range(min = 0) double negativeSlope)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return new LeakyRelu(negativeSlope).apply(scope.preActivation(x));
  }
}
