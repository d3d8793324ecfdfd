package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;

/** y = x₁ − x₂, element by element, broadcasting. Shapes: xᵢ [batch, ...] → y [batch, ...]. */
@Type("subtract")
@Doc("y = x₁ − x₂")
public record Subtract() implements MergeLayer {
  /**
   * @throws ShapeException if there are not two inputs or their shapes do not fit
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(Kind.COUNT, "subtract needs two inputs, not " + inputs.size())
          .helping("name them, such as inputs: [left, right]");
    }
    return Merging.fold("subtract", inputs, Value::subtract);
  }
}
