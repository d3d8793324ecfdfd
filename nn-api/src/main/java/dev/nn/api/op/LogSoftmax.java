package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * yᵢ = xᵢ − max x − ln Σⱼ e^(xⱼ−max x) along the last axis: finite however large x is. Shapes:
 * [..., n] → [..., n]. ∂x = ∂y − softmax(x) · Σ ∂y.
 */
public record LogSoftmax() implements Op {
  @Override
  public String name() {
    return "log_softmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inferRows(this, inputs);
  }

  static List<TensorType> inferRows(Op op, List<TensorType> inputs) {
    Elementwise.expectCount(op, inputs, 1);
    if (inputs.get(0).shape().rank() < 1 || !inputs.get(0).dtype().isFloating()) {
      throw new ShapeException(
          op.name() + " needs rows of floating-point numbers, not " + inputs.get(0));
    }
    return inputs;
  }

  @Override
  public void backward(Backward at) {
    Value total = at.gradient().reduce(Reduction.SUM, true, -1);
    at.accumulate(0, at.gradient().subtract(at.output().exp().multiply(total)));
  }
}
