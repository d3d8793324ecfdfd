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
import dev.nn.core.initializers.GlorotUniform;
import java.util.List;

/**
 * y = softmax(scores)·value along the values, scores = Σ scale·tanh(query + key) along the
 * features. Inputs are query, value and key in this order; the key is the value if left out.
 * Shapes: query [batch, t, d], value [batch, s, e], key [batch, s, d], {@code scale} [d] → y
 * [batch, t, e]. Keys that are masked are not seen; where the query is masked, y is 0. Bahdanau,
 * Cho and Bengio (2015).
 *
 * @param useScale whether there is a trained scale; otherwise it is 1
 * @param dropout share of the weights that are dropped in training, in [0, 1)
 * @param useCausalMask whether step i of the query sees steps 0 to i of the values only
 */
@Type("additive_attention")
@Doc("y = softmax(Σ scale·tanh(query + key))·value")
public record AdditiveAttention(
    @Default("true") @Doc("whether there is a trained scale of each feature") boolean useScale,
    @Default("0.0")
        @Doc("share of the weights that are dropped")
        @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("false") @Doc("whether a step sees no later steps") boolean useCausalMask)
    implements MergeLayer {
  /**
   * @throws ShapeException if there are not two or three sequences that fit together
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    AttentionInputs in =
        AttentionInputs.of("additive_attention", inputs, 2).comparable("additive_attention");
    Value bent = in.sums().tanh();
    if (useScale) {
      Shape features = Shape.of(in.query().shape().size(2));
      bent = bent.multiply(scope.parameter("scale", features, new GlorotUniform()));
    }
    return in.unheard(scope, in.average(scope, bent.sum(3), useCausalMask, dropout));
  }
}
