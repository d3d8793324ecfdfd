package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;

/** y = x with all axes but the first as one, row-major. Shapes: x [batch, ...] → y [batch, n]. */
@Type("flatten")
@Doc("all axes but the batch as one")
public record Flatten() implements Layer {
  /**
   * @throws ShapeException if x is a scalar
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    return x.reshape(x.shape().size(0), x.shape().withoutBatch().elements());
  }
}
