package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Joins values along an axis; all other sizes equal. Along axis 0 the planner lets the inputs be
 * written in place, so joining costs nothing.
 *
 * @param axis from 0
 */
public record Concat(int axis) implements Op {
  @Override
  public String name() {
    return "concat";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("concat needs at least one input");
    }
    TensorType first = inputs.get(0);
    int total = 0;
    for (TensorType input : inputs) {
      Elementwise.expectSame(this, first, input);
      if (input.shape().rank() != first.shape().rank()
          || !input.shape().with(axis, 0).equals(first.shape().with(axis, 0))) {
        throw new ShapeException(
            "cannot join " + first.shape() + " and " + input.shape() + " along axis " + axis);
      }
      total += input.shape().size(axis);
    }
    Shape joined = first.shape().with(axis, total);
    return List.of(first.withShape(joined));
  }

  @Override
  public void backward(Backward at) {
    int start = 0;
    for (int i = 0; i < at.inputs().size(); i++) {
      int size = at.input(i).shape().size(axis);
      if (at.needs(i)) {
        at.accumulate(i, at.gradient().slice(axis, start, size));
      }
      start += size;
    }
  }
}
