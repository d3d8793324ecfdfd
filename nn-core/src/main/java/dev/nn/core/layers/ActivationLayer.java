package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * a = f(x), as a layer of its own. Shapes: x [batch, ...] → a [batch, ...].
 *
 * @param activation f
 */
@Type("activation")
@Doc("a = f(x)")
public record ActivationLayer(@Doc("f") Activation activation) implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return activation.apply(scope.preActivation(x));
  }
}
