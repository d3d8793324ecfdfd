package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Index of the greatest element along the last axis, the first one if several. Shapes: x [..., n] →
 * int32 [...].
 */
public record ArgMax() implements Op {
  @Override
  public String name() {
    return "argmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape shape = inputs.get(0).shape();
    if (shape.rank() < 1 || inputs.get(0).dtype() == DataType.BOOL) {
      throw new ShapeException("argmax needs rows of numbers, not " + inputs.get(0));
    }
    return List.of(new TensorType(DataType.INT32, shape.subshape(0, shape.rank() - 1)));
  }
}
