package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;

/**
 * aᵢ = max(zᵢ − τ, 0) along an axis, τ such that Σ aᵢ = 1: the distribution nearest to z, exactly 0
 * for what is far behind, where a softmax is only small. With S, all i with Σⱼ max(zⱼ − zᵢ, 0) &lt;
 * 1, τ = (Σ zᵢ over S − 1)/|S|. Shapes: z [...] → a [...], sums along the axis 1. Needs memory for
 * the differences of all pairs along the axis. Martins and Astudillo, From Softmax to Sparsemax
 * (2016).
 *
 * @param axis along which the sum is 1
 */
@Type("sparsemax")
@Doc("aᵢ = max(zᵢ − τ, 0), τ such that Σ aᵢ = 1")
public record Sparsemax(@Default("-1") @Doc("axis along which the sum is 1") int axis)
    implements Activation {
  @Override
  public Value apply(Value z) {
    return Axes.along(z, axis, Sparsemax::alongLast);
  }

  private static Value alongLast(Value z) {
    Shape shape = z.shape();
    Value each = z.reshape(shape.concat(Shape.of(1)));
    Value others = z.reshape(shape.with(-1, 1).concat(Shape.of(shape.size(-1))));
    Value isSupport = others.subtract(each).relu().sum(-1).less(1).cast(z.dtype()).labelled("s");
    Value total = isSupport.multiply(z).reduce(Reduction.SUM, true, -1);
    Value size = isSupport.reduce(Reduction.SUM, true, -1).labelled("k");
    return z.subtract(total.add(-1).divide(size).labelled("τ")).relu();
  }
}
