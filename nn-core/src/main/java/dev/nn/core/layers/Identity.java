package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** y = x: a place to name. Shapes: x [batch, ...] → y [batch, ...]. */
@Type("identity")
@Doc("y = x")
public record Identity() implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return x;
  }
}
