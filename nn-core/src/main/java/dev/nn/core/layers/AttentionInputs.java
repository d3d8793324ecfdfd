package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What attention layers are given: where to look from, what to take, and what to look at.
 *
 * @param query [batch, t, features]
 * @param value [batch, s, features]
 * @param key [batch, s, features]
 */
record AttentionInputs(Value query, Value value, Value key) {
  /** A score far below all others, and finite: a query that sees no key averages all values. */
  private static final double UNSEEN = -1e9;

  /**
   * In Keras's order: query, value, key. The key is the value if left out.
   *
   * @param least how many inputs the layer needs; of one, it is all three
   * @throws ShapeException if there are too few or too many, or they do not fit together
   */
  static AttentionInputs of(String layer, List<Value> inputs, int least) {
    if (inputs.size() < least || inputs.size() > 3) {
      throw new ShapeException(
          Kind.COUNT,
          "%s needs %s, not %d inputs"
              .formatted(
                  layer,
                  least == 1
                      ? "one input (query, key and value), or query, value and if need be key"
                      : "query, value and if need be key",
                  inputs.size()));
    }
    Value query = inputs.get(0);
    Value value = inputs.get(Math.min(1, inputs.size() - 1));
    Value key = inputs.get(inputs.size() - 1);
    for (Value input : inputs) {
      if (input.shape().rank() != 3 || !input.dtype().isFloating()) {
        throw Layouts.STEPS.misfit(layer, input);
      }
    }
    if (!value.shape().subshape(0, 2).equals(key.shape().subshape(0, 2))) {
      throw new ShapeException(
          Kind.UNEQUAL,
          layer + " needs as many keys as values, not " + key.shape() + " and " + value.shape());
    }
    if (query.shape().size(0) != value.shape().size(0)) {
      throw new ShapeException(
          Kind.UNEQUAL, layer + " needs one batch size for queries and values");
    }
    return new AttentionInputs(query, value, key);
  }

  /** Fails unless queries and keys have the same size, so that they can be compared directly. */
  AttentionInputs comparable(String layer) {
    if (query.shape().size(2) != key.shape().size(2)) {
      throw new ShapeException(
              Kind.UNEQUAL,
              "%s compares queries and keys of the same size, not %s and %s"
                  .formatted(layer, query.shape(), key.shape()))
          .helping(
              "put {type: dense, units: %d} before the keys, or use multi_head_attention"
                  .formatted(query.shape().size(2)));
    }
    return this;
  }

  /** Which keys count: bool [batch, s]; empty if all do. */
  Optional<Value> keyMask(LayerScope scope) {
    Optional<Value> ofValue = scope.mask(value);
    Optional<Value> ofKey = key.equals(value) ? Optional.empty() : scope.mask(key);
    if (ofValue.isPresent() && ofKey.isPresent()) {
      Value none = ofKey.get().builder().scalar(DataType.FLOAT32, 0);
      Value both = ofValue.get().select(ofKey.get().cast(DataType.FLOAT32), none);
      return Optional.of(both.greater(0));
    }
    return ofValue.or(() -> ofKey);
  }

  /** The output has the query's mask, never another's of the same length. */
  Value masked(LayerScope scope, Value y) {
    scope.mask(query).ifPresentOrElse(mask -> scope.setMask(y, mask), () -> scope.unmask(y));
    return y;
  }

  /** {@link #masked} for an output that is 0 where the query is masked. */
  Value unheard(LayerScope scope, Value y) {
    Optional<Value> ofQuery = scope.mask(query);
    if (ofQuery.isEmpty()) {
      return masked(scope, y);
    }
    Shape steps = query.shape().with(2, 1);
    return masked(scope, ofQuery.get().reshape(steps).select(y, y.constant(0)));
  }

  /** query + key for each pair: [batch, t, s, d]. */
  Value sums() {
    Shape q = query.shape();
    Shape k = key.shape();
    return query
        .reshape(q.size(0), q.size(1), 1, q.size(2))
        .add(key.reshape(k.size(0), 1, k.size(1), k.size(2)));
  }

  /** The values averaged with weights softmax(scores), from scores [batch, t, s]. */
  Value average(LayerScope scope, Value scores, boolean causal, double dropout) {
    Shape shape = scores.shape();
    Value seen = scores;
    Value unseen = scores.constant(UNSEEN);
    Optional<Value> mask = keyMask(scope);
    if (mask.isPresent()) {
      seen = mask.get().reshape(shape.with(1, 1)).select(seen, unseen);
    }
    if (causal) {
      seen = scope.builder().constant(past(shape.size(1), shape.size(2))).select(seen, unseen);
    }
    Value weights = seen.softmax();
    if (scope.training() && dropout > 0) {
      weights = weights.multiply(Dropout.factors(scope, shape, dropout));
    }
    return weights.matmul(value);
  }

  private static Tensor past(int t, int s) {
    boolean[] past = new boolean[t * s];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % s <= i / s;
    }
    return Tensor.of(Shape.of(t, s), past);
  }

  /**
   * (softmax(scale·q·kᵀ) with a share dropped)·v for each head, of q [batch, t, heads, d], k
   * [batch, s, groups, d], v [batch, s, groups, e].
   */
  static Value attend(
      LayerScope scope,
      Value q,
      Value k,
      Value v,
      double scale,
      boolean causal,
      Optional<Value> keyMask,
      double dropout) {
    List<Value> inputs = new ArrayList<>(List.of(q, k, v));
    int batch = q.shape().size(0);
    int s = k.shape().size(1);
    keyMask.ifPresent(mask -> inputs.add(mask.reshape(batch, 1, s)));
    boolean drops = scope.training() && dropout > 0;
    if (drops) {
      Shape weights = Shape.of(batch, q.shape().size(2), q.shape().size(1), s);
      inputs.add(Dropout.factors(scope, weights, dropout));
    }
    return scope
        .builder()
        .emit(new ScaledDotProductAttention(scale, causal, keyMask.isPresent(), drops), inputs)
        .get(0);
  }
}
