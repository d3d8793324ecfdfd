package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Neighbouring entries of one axis. Its gradient is {@link Pad}.
 *
 * @param axis from 0
 * @param start first entry
 * @param size how many
 */
public record Slice(int axis, int start, int size) implements Op {
  @Override
  public String name() {
    return "slice";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape from = inputs.get(0).shape();
    if (start < 0 || size < 0 || start + size > from.size(axis)) {
      throw new ShapeException(
          "entries "
              + start
              + " to "
              + (start + size)
              + " are not all in axis "
              + axis
              + " of "
              + from);
    }
    return List.of(inputs.get(0).withShape(from.with(axis, size)));
  }

  @Override
  public void backward(Backward at) {
    int after = at.input(0).shape().size(axis) - start - size;
    at.accumulate(0, at.gradient().builder().emit(new Pad(axis, start, after), at.gradient()));
  }
}
