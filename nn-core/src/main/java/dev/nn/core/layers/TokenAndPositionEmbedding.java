package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.Optional;

/**
 * y[b, t] = E[x[b, t]] + P[t]: an {@link Embedding} of the indices plus a {@link PositionEmbedding}
 * of their places. Shapes: x [batch, time], whole numbers in [0, vocabulary_size), E {@code
 * token_embedding/embeddings} [vocabulary_size, embedding_dim], P {@code
 * position_embedding/embeddings} [sequence_length, embedding_dim] → y [batch, time, embedding_dim].
 * An index outside is an error at run time.
 *
 * @param vocabularySize number of rows of E, ≥ 1: greatest index plus one
 * @param sequenceLength greatest number of steps, ≥ 1
 * @param embeddingDim size of a row, ≥ 1
 * @param embeddingsInitializer first values of E and P
 * @param maskZero whether steps with index 0 are masked
 */
@Type("token_and_position_embedding")
@Doc("a trained row for each index plus one for each step")
public record TokenAndPositionEmbedding(
    @Doc("number of different indices: greatest index plus one") @Range(min = 1) int vocabularySize,
    @Doc("greatest number of steps") @Range(min = 1) int sequenceLength,
    @Doc("size of a row") @Range(min = 1) int embeddingDim,
    @Default("uniform") @Doc("first values of all rows") Initializer embeddingsInitializer,
    @Default("false") @Doc("whether steps with index 0 are masked") boolean maskZero)
    implements Layer {
  /**
   * @throws ShapeException if x is not [batch, time], or the sequence is too long
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() != 2) {
      throw new ShapeException(
          Kind.AXES, "token_and_position_embedding needs indices [batch, time]");
    }
    if (x.shape().size(1) > sequenceLength) {
      throw new ShapeException(
              "token_and_position_embedding has rows for %d step%s, the sequence has %d"
                  .formatted(sequenceLength, sequenceLength == 1 ? "" : "s", x.shape().size(1)))
          .about("sequence_length")
          .helping("write sequence_length: " + x.shape().size(1));
    }
    Embedding ofTokens =
        new Embedding(
            vocabularySize,
            embeddingDim,
            embeddingsInitializer,
            Optional.empty(),
            Optional.empty(),
            maskZero);
    PositionEmbedding ofPlaces = new PositionEmbedding(sequenceLength, embeddingsInitializer);
    Value tokens = scope.child("token_embedding").write(ofTokens, x);
    Value places = scope.child("position_embedding").write(ofPlaces::rows, tokens);
    Value y = tokens.add(places);
    scope.mask(tokens).ifPresent(mask -> scope.setMask(y, mask));
    return y;
  }
}
