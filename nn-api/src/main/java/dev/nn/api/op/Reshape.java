package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The same elements in the same row-major order under another shape. Costs nothing: it names the
 * same memory.
 *
 * @param shape the new shape, with as many elements
 */
public record Reshape(Shape shape) implements Op {
  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape from = inputs.get(0).shape();
    if (from.elements() != shape.elements()) {
      throw new ShapeException(
          "cannot reshape "
              + from
              + " ("
              + from.elements()
              + " elements) to "
              + shape
              + " ("
              + shape.elements()
              + ")");
    }
    return List.of(inputs.get(0).withShape(shape));
  }

  @Override
  public void backward(Backward at) {
    at.accumulate(0, at.gradient().reshape(at.input(0).shape()));
  }
}
