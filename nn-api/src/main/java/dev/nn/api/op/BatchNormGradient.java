package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The gradient of {@link BatchNorm}: with r = 1/√(σ² + ε) and n = (x − μ)·r, ∂x = γ·r·(∂y − mean ∂y
 * − n·mean ∂y·n), ∂γ = Σ ∂y·n and ∂β = Σ ∂y, means and sums for each channel over all other axes.
 * Shapes: x [batch, channels, ...], γ, μ, σ² [channels], ∂y as x → ∂x as x, ∂γ, ∂β [channels]. No
 * gradient of its own.
 *
 * @param epsilon ε
 */
public record BatchNormGradient(double epsilon) implements Op.Composite {
  @Override
  public String name() {
    return "batch_norm_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 5);
    TensorType x = inputs.get(0);
    TensorType channels = BatchNorm.channels(this, x);
    List<TensorType> expected = List.of(x, channels, channels, channels, x);
    if (!inputs.equals(expected)) {
      throw new ShapeException("batch_norm_gradient needs " + expected + ", not " + inputs);
    }
    return List.of(x, channels, channels);
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Shape shape = inputs.get(0).shape();
    int[] others = BatchNorm.others(shape);
    Value dy = inputs.get(4);
    Value r = inputs.get(3).add(epsilon).sqrt().reciprocal();
    Value n =
        inputs
            .get(0)
            .subtract(BatchNorm.over(shape, inputs.get(2)))
            .multiply(BatchNorm.over(shape, r));
    Value dbeta = dy.sum(others);
    Value dgamma = dy.multiply(n).sum(others);
    double count = (double) shape.elements() / shape.size(1);
    Value centred =
        dy.subtract(BatchNorm.over(shape, dbeta.scale(1 / count)))
            .subtract(n.multiply(BatchNorm.over(shape, dgamma.scale(1 / count))));
    Value dx = centred.multiply(BatchNorm.over(shape, inputs.get(1).multiply(r)));
    return List.of(dx, dgamma, dbeta);
  }
}
