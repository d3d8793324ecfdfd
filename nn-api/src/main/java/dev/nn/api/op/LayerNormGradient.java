package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of {@link LayerNorm}: with n = (x − μ)·r and g = γ·∂y, ∂x = r·(g − mean g − n·mean
 * g·n) along the last axis, ∂γ = Σ ∂y·n and ∂β = Σ ∂y over all rows. Shapes: x [..., n], γ [n], μ
 * [..., 1], r [..., 1], ∂y [..., n] → ∂x [..., n], ∂γ [n], ∂β [n]. No gradient of its own.
 */
public record LayerNormGradient() implements Op.Composite {
  @Override
  public String name() {
    return "layer_norm_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 5);
    TensorType x = inputs.get(0);
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw new ShapeException(
          "layer_norm_gradient needs rows of floating-point numbers, not " + x);
    }
    TensorType row = x.withShape(Shape.of(x.shape().size(-1)));
    TensorType statistic = x.withShape(x.shape().with(-1, 1));
    if (!inputs.equals(List.of(x, row, statistic, statistic, x))) {
      throw new ShapeException(
          "layer_norm_gradient needs "
              + List.of(x, row, statistic, statistic, x)
              + ", not "
              + inputs);
    }
    return List.of(x, row, row);
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value r = inputs.get(3);
    Value n = inputs.get(0).subtract(inputs.get(2)).multiply(r);
    Value dy = inputs.get(4);
    Value g = dy.multiply(inputs.get(1));
    Value along = g.multiply(n).reduce(Reduction.MEAN, true, -1);
    Value dx =
        g.subtract(g.reduce(Reduction.MEAN, true, -1)).subtract(n.multiply(along)).multiply(r);
    int[] rows = IntStream.range(0, dy.shape().rank() - 1).toArray();
    return List.of(dx, dy.multiply(n).sum(rows), dy.sum(rows));
  }
}
