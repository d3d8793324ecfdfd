package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The gradient of {@link ScaledDotProductAttention}: ∂v = (p∘m)ᵀ·∂y, ∂p = (∂y·vᵀ)∘m, ∂s = p∘(∂p − Σ
 * ∂p·p) where the query sees the key and 0 elsewhere, ∂q = scale·∂s·k, ∂k = scale·∂sᵀ·q; of keys
 * and values the sum over the heads they serve. Shapes: the inputs of the attention, its p, and ∂y
 * [batch, t, heads, e] → ∂q, ∂k, ∂v of the types of q, k, v. No gradient of its own.
 *
 * @param scale as in the attention
 * @param causal as in the attention
 * @param masked as in the attention
 * @param dropped as in the attention
 */
public record ScaledDotProductAttentionGradient(
    double scale, boolean causal, boolean masked, boolean dropped) implements Op.Composite {
  @Override
  public String name() {
    return "scaled_dot_product_attention_gradient";
  }

  private ScaledDotProductAttention forward() {
    return new ScaledDotProductAttention(scale, causal, masked, dropped);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int given = inputs.size() - 2;
    List<TensorType> outputs = forward().infer(inputs.subList(0, Math.max(0, given)));
    if (!inputs.get(given).equals(outputs.get(1))
        || !inputs.get(given + 1).equals(outputs.get(0))) {
      throw new ShapeException(
          "needs p " + outputs.get(1) + " and a gradient " + outputs.get(0) + ", not " + inputs);
    }
    return inputs.subList(0, 3);
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    int groups = inputs.get(1).shape().size(2);
    int heads = inputs.get(0).shape().size(2);
    Value q = ScaledDotProductAttention.headsFirst(inputs.get(0), heads);
    Value k = ScaledDotProductAttention.headsFirst(inputs.get(1), heads);
    Value v = ScaledDotProductAttention.headsFirst(inputs.get(2), heads);
    Value p = inputs.get(inputs.size() - 2);
    Value dy = inputs.get(inputs.size() - 1).transpose(0, 2, 1, 3);
    Value dp = dy.matmul(v, false, true);
    Value kept = p;
    if (dropped) {
      Value factors = inputs.get(masked ? 4 : 3);
      kept = p.multiply(factors);
      dp = dp.multiply(factors);
    }
    Value dv = kept.matmul(dy, true, false);
    Value total = dp.multiply(p).reduce(Reduction.SUM, true, -1);
    Value ds = forward().whereSeen(inputs, p.multiply(dp.subtract(total)), 0).scale(scale);
    Value dq = ds.matmul(k);
    Value dk = ds.matmul(q, true, false);
    return List.of(dq.transpose(0, 2, 1, 3), grouped(dk, groups), grouped(dv, groups));
  }

  /** [batch, heads, s, d] as [batch, s, groups, d], summed over the heads of a group. */
  private static Value grouped(Value x, int groups) {
    int batch = x.shape().size(0);
    int heads = x.shape().size(1);
    int s = x.shape().size(2);
    int d = x.shape().size(3);
    Value summed = heads == groups ? x : x.reshape(batch, groups, heads / groups, s, d).sum(2);
    return summed.transpose(0, 2, 1, 3);
  }
}
