package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/**
 * y[t] = x for t = 1 … n: a sequence of the same. Shapes: x [batch, features] → y [batch, n,
 * features].
 *
 * @param n how many times, ≥ 1
 */
@Type("repeat_vector")
@Doc("a sequence of n times the same")
public record RepeatVector(@Doc("how many times") @Range(min = 1) int n) implements Layer {
  /**
   * @throws ShapeException if x is not [batch, features]
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() != 2) {
      throw Layouts.ROWS.misfit("repeat_vector", x);
    }
    int batch = x.shape().size(0);
    int features = x.shape().size(1);
    return x.reshape(batch, 1, features).broadcastTo(Shape.of(batch, n, features));
  }
}
