package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * 1 at the index, 0 elsewhere; all 0 for an index outside. Shapes: int32 [...] → [..., depth].
 *
 * @param depth number of classes
 * @param dtype of the result
 */
public record OneHot(int depth, DataType dtype) implements Op {
  @Override
  public String name() {
    return "one_hot";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    if (inputs.get(0).dtype() != DataType.INT32) {
      throw new ShapeException("one_hot needs int32 indices, not " + inputs.get(0));
    }
    return List.of(new TensorType(dtype, inputs.get(0).shape().concat(Shape.of(depth))));
  }
}
