package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.Ones;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * y = softmax(scores)·value along the values. The scores are scale·query·keyᵀ, or with {@code
 * score_mode: concat} w·Σ tanh(scale·(query + key)). Inputs are query, value and key in this order;
 * the key is the value if left out. Shapes: query [batch, t, d], value [batch, s, e], key [batch,
 * s, d], {@code scale} [] and {@code concat_score_weight} [] → y [batch, t, e]. Keys that are
 * masked are not seen; where the query is masked, y is 0. Luong, Pham and Manning (2015).
 *
 * @param useScale whether there is a trained scale; otherwise it is 1
 * @param scoreMode {@code dot} or {@code concat}
 * @param dropout share of the weights that are dropped in training, in [0, 1)
 * @param useCausalMask whether step i of the query sees steps 0 to i of the values only
 */
@Type("attention")
@Doc("y = softmax(query·keyᵀ)·value")
public record Attention(
    @Default("false") @Doc("whether there is a trained scale of the scores") boolean useScale,
    @Default("dot") @Doc("how queries and keys are compared") ScoreMode scoreMode,
    @Default("0.0")
        @Doc("share of the weights that are dropped")
        @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("false") @Doc("whether a step sees no later steps") boolean useCausalMask)
    implements MergeLayer {

  /** How queries and keys are compared. */
  public enum ScoreMode {
    /** By their product. */
    DOT,
    /** By the tanh of their sum. */
    CONCAT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws ShapeException if there are not two or three sequences that fit together
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    AttentionInputs in = AttentionInputs.of("attention", inputs, 2).comparable("attention");
    Value query = in.query();
    Optional<Value> scale =
        useScale
            ? Optional.of(scope.parameter("scale", Shape.SCALAR, new Ones()))
            : Optional.empty();
    if (scoreMode == ScoreMode.DOT) {
      // The scale of the product is that of one factor.
      Value scaled = scale.map(query::multiply).orElse(query);
      Value y =
          AttentionInputs.attend(
              scope,
              oneHead(scaled),
              oneHead(in.key()),
              oneHead(in.value()),
              1,
              useCausalMask,
              in.keyMask(scope),
              dropout);
      return in.unheard(scope, y.reshape(query.shape().with(2, in.value().shape().size(2))));
    }
    Value weight = scope.parameter("concat_score_weight", Shape.SCALAR, new Ones());
    Value sums = in.sums();
    Value scores = scale.map(sums::multiply).orElse(sums).tanh().sum(3).multiply(weight);
    return in.unheard(scope, in.average(scope, scores, useCausalMask, dropout));
  }

  private static Value oneHead(Value x) {
    Shape shape = x.shape();
    return x.reshape(shape.size(0), shape.size(1), 1, shape.size(2));
  }
}
