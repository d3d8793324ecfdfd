package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * yᵢ = e^(xᵢ−max x) / Σⱼ e^(xⱼ−max x) along the last axis. Shapes: [..., n] → [..., n]. ∂x = y ·
 * (∂y − Σ ∂y·y).
 */
public record Softmax() implements Op {
  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return LogSoftmax.inferRows(this, inputs);
  }

  @Override
  public void backward(Backward at) {
    Value y = at.output();
    Value product = at.gradient().multiply(y);
    Value total = product.reduce(Reduction.SUM, true, -1);
    at.accumulate(0, product.subtract(y.multiply(total)));
  }
}
