package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.GlorotUniform;

/**
 * y = P[0 … time−1] for each example: a trained row for each step, to be {@link Add added} to x.
 * Shapes: x [batch, time, features], P {@code embeddings} [sequence_length, features] → y [batch,
 * time, features]. Devlin et al. (2019).
 *
 * @param sequenceLength greatest number of steps, ≥ 1
 * @param initializer first values of P
 */
@Type("position_embedding")
@Doc("a trained row for each step of a sequence")
public record PositionEmbedding(
    @Doc("greatest number of steps") @Range(min = 1) int sequenceLength,
    @Default("glorot_uniform") @Doc("first values of the rows") Initializer initializer)
    implements Layer {

  /** For so many steps. */
  public static PositionEmbedding of(int sequenceLength) {
    return new PositionEmbedding(sequenceLength, new GlorotUniform());
  }

  /**
   * @throws ShapeException if x is not a sequence of floating-point numbers, or too long
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    return rows(scope, x).broadcastTo(x.shape());
  }

  /** [1, time, features]. */
  Value rows(LayerScope scope, Value x) {
    if (x.shape().rank() != 3 || !x.dtype().isFloating()) {
      throw Layouts.STEPS.misfit("position_embedding", x);
    }
    int time = x.shape().size(1);
    int features = x.shape().size(2);
    if (time > sequenceLength) {
      throw new ShapeException(
              "position_embedding has rows for %d step%s, the sequence has %d"
                  .formatted(sequenceLength, sequenceLength == 1 ? "" : "s", time))
          .about("sequence_length")
          .helping("write sequence_length: " + time);
    }
    ParameterSpec spec = ParameterSpec.of(Shape.of(sequenceLength, features), initializer);
    Value embeddings = scope.parameter("embeddings", spec);
    Value used = time == sequenceLength ? embeddings : embeddings.slice(0, 0, time);
    return used.reshape(1, time, features);
  }
}
