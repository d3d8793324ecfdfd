package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The entries of one axis from last to first. Shapes: x [...] → y [...]. Its gradient is itself.
 *
 * @param axis from 0
 */
public record Reverse(int axis) implements Op {
  @Override
  public String name() {
    return "reverse";
  }

  /** The input's type. */
  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    inputs.get(0).shape().axis(axis);
    return List.of(inputs.get(0));
  }

  @Override
  public void backward(Backward at) {
    at.accumulate(0, at.gradient().builder().emit(this, at.gradient()));
  }
}
