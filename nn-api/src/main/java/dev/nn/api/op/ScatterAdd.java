package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * A table of zeros to whose rows values are added, in the order of the indices. Shapes: int32
 * indices [...], values [indices..., row...] → [rows, row...].
 *
 * @param rows of the table
 */
public record ScatterAdd(int rows) implements Op {
  @Override
  public String name() {
    return "scatter_add";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    Shape indices = inputs.get(0).shape();
    Shape values = inputs.get(1).shape();
    if (inputs.get(0).dtype() != DataType.INT32
        || values.rank() < indices.rank()
        || !values.subshape(0, indices.rank()).equals(indices)) {
      throw new ShapeException(
          "scatter_add needs int32 indices and a value for each, not " + inputs);
    }
    return List.of(
        inputs
            .get(1)
            .withShape(Shape.of(rows).concat(values.subshape(indices.rank(), values.rank()))));
  }

  @Override
  public void backward(Backward at) {
    at.accumulate(1, at.gradient().builder().emit(new Gather(), at.gradient(), at.input(0)));
  }
}
