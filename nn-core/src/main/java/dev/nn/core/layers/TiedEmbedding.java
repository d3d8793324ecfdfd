package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/**
 * a = f(z), z = x·Eᵀ: an {@link Embedding} backwards, from a row to a number for each index. With
 * {@code shared: NAME} the rows are those of the embedding NAME. Shapes: x [batch, ..., features],
 * E {@code embeddings} [vocabulary_size, features] → z, a [batch, ..., vocabulary_size]. Press and
 * Wolf (2017).
 *
 * @param vocabularySize number of rows, ≥ 1
 * @param activation f
 * @param embeddingsInitializer first values of E, unless they are shared
 */
@Type(value = "tied_embedding", aliases = "reverse_embedding")
@Doc("a = f(x·Eᵀ), with the rows E of an embedding")
public record TiedEmbedding(
    @Doc("number of rows: greatest index plus one") @Alias("input_dim") @Range(min = 1)
        int vocabularySize,
    @Default("linear") @Doc("f") Activation activation,
    @Default("uniform") @Doc("first values of the rows, unless they are shared")
        Initializer embeddingsInitializer)
    implements Layer {
  /**
   * @throws ShapeException if x has fewer than two axes or no floating type
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw Layouts.FEATURES.misfit("tied_embedding", x);
    }
    int features = x.shape().size(-1);
    Value rows =
        scope.parameter(
            "embeddings",
            ParameterSpec.of(Shape.of(vocabularySize, features), embeddingsInitializer));
    Value z = x.reshape(x.shape().elements() / features, features).matmul(rows, false, true);
    return activation.apply(scope.preActivation(z.reshape(x.shape().with(-1, vocabularySize))));
  }
}
