package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Rows of a table by index. Shapes: table [rows, ...], int32 indices [...] → [indices..., row...].
 * An index outside the table is an error at run time. Its gradient is {@link ScatterAdd}.
 */
public record Gather() implements Op {
  @Override
  public String name() {
    return "gather";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    TensorType table = inputs.get(0);
    TensorType indices = inputs.get(1);
    if (table.shape().rank() < 1 || indices.dtype() != DataType.INT32) {
      throw new ShapeException(
          "gather needs a table and int32 indices, not " + table + " and " + indices);
    }
    return List.of(table.withShape(indices.shape().concat(table.shape().withoutBatch())));
  }

  @Override
  public void backward(Backward at) {
    int rows = at.input(0).shape().size(0);
    at.accumulate(
        0, at.gradient().builder().emit(new ScatterAdd(rows), at.input(1), at.gradient()));
  }
}
