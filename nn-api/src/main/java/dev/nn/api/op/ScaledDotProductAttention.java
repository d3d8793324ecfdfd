package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * For each example and head, p = softmax(scale·q·kᵀ) along the keys and y = (p∘m)·v: the average of
 * the values, weighted by how well their keys match the query. Shapes: q [batch, t, heads, d], k
 * [batch, s, groups, d], v [batch, s, groups, e] → y [batch, t, heads, e], p [batch, heads, t, s].
 * Each group of keys and values serves heads/groups neighbouring heads. A key that is masked, or
 * comes after its query if causal, gets the score −10⁹ before the softmax. Nothing flows back
 * through p. Vaswani et al. (2017), section 3.2.1.
 *
 * @param scale usually 1/√d
 * @param causal whether query i sees keys 0 to i only
 * @param masked whether a bool [batch, t or 1, s] follows: true where a query sees a key
 * @param dropped whether factors m [batch, heads, t, s] follow; otherwise m = 1
 */
public record ScaledDotProductAttention(
    double scale, boolean causal, boolean masked, boolean dropped) implements Op.Composite {
  /** Far below every score, and finite: a query that sees no key averages all values. */
  static final double UNSEEN = -1e9;

  @Override
  public String name() {
    return "scaled_dot_product_attention";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 3 + (masked ? 1 : 0) + (dropped ? 1 : 0));
    Shape weights = weights(inputs);
    Shape values = inputs.get(2).shape();
    Shape queries = inputs.get(0).shape();
    if (masked) {
      Shape mask = inputs.get(3).shape();
      Shape full = Shape.of(weights.size(0), weights.size(2), weights.size(3));
      if (inputs.get(3).dtype() != DataType.BOOL
          || !mask.equals(full) && !mask.equals(full.with(1, 1))) {
        throw new ShapeException("needs a mask bool" + full + ", not " + inputs.get(3));
      }
    }
    TensorType p = inputs.get(0).withShape(weights);
    if (dropped && !inputs.get(inputs.size() - 1).equals(p)) {
      throw new ShapeException("needs factors " + p + ", not " + inputs.get(inputs.size() - 1));
    }
    return List.of(inputs.get(0).withShape(queries.with(3, values.size(3))), p);
  }

  /** Shape of p, from q, k and v. */
  private static Shape weights(List<TensorType> inputs) {
    Shape q = inputs.get(0).shape();
    Shape k = inputs.get(1).shape();
    Shape v = inputs.get(2).shape();
    boolean fits =
        q.rank() == 4
            && k.rank() == 4
            && v.rank() == 4
            && inputs.get(0).dtype().isFloating()
            && inputs.get(1).dtype() == inputs.get(0).dtype()
            && inputs.get(2).dtype() == inputs.get(0).dtype()
            && q.size(0) == k.size(0)
            && q.size(3) == k.size(3)
            && k.subshape(0, 3).equals(v.subshape(0, 3))
            && k.size(2) > 0
            && q.size(2) % k.size(2) == 0;
    if (!fits) {
      throw new ShapeException(
          "needs queries [batch, t, heads, d], keys [batch, s, groups, d] and values [batch, s,"
              + " groups, e], not "
              + inputs.subList(0, 3));
    }
    return Shape.of(q.size(0), q.size(2), q.size(1), k.size(1));
  }

  @Override
  public void backward(Backward at) {
    List<Value> inputs = new ArrayList<>(at.inputs());
    inputs.add(at.output(1));
    inputs.add(at.gradient(0).orElseThrow());
    List<Value> gradients =
        at.output()
            .builder()
            .emit(new ScaledDotProductAttentionGradient(scale, causal, masked, dropped), inputs);
    for (int i = 0; i < 3; i++) {
      at.accumulate(i, gradients.get(i));
    }
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    int heads = inputs.get(0).shape().size(2);
    Value q = headsFirst(inputs.get(0), heads).labelled("Q");
    Value k = headsFirst(inputs.get(1), heads).labelled("K");
    Value v = headsFirst(inputs.get(2), heads).labelled("V");
    Value scores = q.matmul(k, false, true).scale(scale);
    Value p = whereSeen(inputs, scores, UNSEEN).softmax().labelled("P");
    Value kept = dropped ? p.multiply(inputs.get(masked ? 4 : 3)) : p;
    return List.of(kept.matmul(v).transpose(0, 2, 1, 3), p);
  }

  /** x where the query sees the key, elsewhere a number. */
  Value whereSeen(List<Value> inputs, Value x, double unseen) {
    Value seen = x;
    Value other = x.constant(unseen);
    if (masked) {
      Shape mask = inputs.get(3).shape();
      seen = inputs.get(3).reshape(mask.size(0), 1, mask.size(1), mask.size(2)).select(seen, other);
    }
    if (causal) {
      seen = x.builder().constant(past(x.shape().size(-2), x.shape().size(-1))).select(seen, other);
    }
    return seen;
  }

  private static Tensor past(int t, int s) {
    boolean[] past = new boolean[t * s];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % s <= i / s;
    }
    return Tensor.of(Shape.of(t, s), past);
  }

  /** [batch, n, groups, d] as [batch, heads, n, d], each group as often as it serves a head. */
  static Value headsFirst(Value x, int heads) {
    Value turned = x.transpose(0, 2, 1, 3);
    int batch = x.shape().size(0);
    int n = x.shape().size(1);
    int groups = x.shape().size(2);
    int d = x.shape().size(3);
    return turned
        .reshape(batch, groups, 1, n, d)
        .broadcastTo(Shape.of(batch, groups, heads / groups, n, d))
        .reshape(batch, heads, n, d);
  }
}
