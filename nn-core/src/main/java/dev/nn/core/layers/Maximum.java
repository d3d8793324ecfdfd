package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y = max xᵢ, element by element, broadcasting; the gradient goes to the greatest input, the first
 * of equals. Shapes: xᵢ [batch, ...] → y [batch, ...].
 */
@Type("maximum")
@Doc("y = max(x₁, x₂, …)")
public record Maximum() implements MergeLayer {
  /**
   * @throws ShapeException if there are fewer than two inputs or their shapes do not fit
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    return Merging.fold("maximum", inputs, Value::maximum);
  }
}
