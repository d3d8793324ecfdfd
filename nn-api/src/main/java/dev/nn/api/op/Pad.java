package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Zeros before and after along one axis. Its gradient is {@link Slice}.
 *
 * @param axis from 0
 * @param before how many zeros before
 * @param after how many after
 */
public record Pad(int axis, int before, int after) implements Op {
  @Override
  public String name() {
    return "pad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    if (before < 0 || after < 0) {
      throw new ShapeException("cannot pad by " + before + " and " + after);
    }
    Shape from = inputs.get(0).shape();
    return List.of(inputs.get(0).withShape(from.with(axis, before + from.size(axis) + after)));
  }

  @Override
  public void backward(Backward at) {
    at.accumulate(0, at.gradient().slice(axis, before, at.input(0).shape().size(axis)));
  }
}
