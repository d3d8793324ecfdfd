package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.Comparison;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.activations.Relu;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Attention.ScoreMode;
import dev.nn.core.network.NetworkException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttentionLayersTest {
  private static Tensor numbers(long seed, int... sizes) {
    SplittableRandom random = new SplittableRandom(seed);
    return Tensor.of(Shape.of(sizes), random.doubles(Shape.of(sizes).elements(), -1, 1).toArray());
  }

  private static Tensor steps(Tensor x, int from, int count) {
    int features = x.shape().size(2);
    int time = x.shape().size(1);
    double[] all = x.toDoubles();
    double[] some = new double[x.shape().size(0) * count * features];
    for (int i = 0; i < some.length; i++) {
      int example = i / (count * features);
      some[i] = all[example * time * features + from * features + i % (count * features)];
    }
    return Tensor.of(Shape.of(x.shape().size(0), count, features), some);
  }

  private static Tensor output(Layer layer, Map<String, Tensor> variables, Tensor... inputs) {
    return Formulas.layer(layer, false, variables, inputs).get("output");
  }

  /** The layer on inputs whose last one says, by 0, which steps of the first do not count. */
  private record Masked(MergeLayer layer, int input) implements MergeLayer {
    @Override
    public Value apply(LayerScope scope, List<Value> inputs) {
      Value marks = inputs.get(inputs.size() - 1);
      scope.setMask(inputs.get(input), marks.compare(Comparison.NOT_EQUAL, marks.constant(0)));
      return layer.apply(scope, inputs.subList(0, inputs.size() - 1));
    }
  }

  private static MultiHeadAttention heads() {
    return MultiHeadAttention.of(2, 3);
  }

  private static Map<String, Tensor> headParameters(int features) {
    Map<String, Tensor> parameters = new HashMap<>();
    for (String part : List.of("query", "key", "value")) {
      parameters.put(part + "/kernel", numbers(part.hashCode(), features, 2, 3));
      parameters.put(part + "/bias", numbers(part.hashCode() + 1, 2, 3));
    }
    parameters.put("attention_output/kernel", numbers(5, 2, 3, features));
    parameters.put("attention_output/bias", numbers(6, features));
    return parameters;
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.toDoubles(), actual.toDoubles(), 1e-12);
  }

  @Test
  void aMaskedStepIsAsGoodAsNone() {
    Tensor query = numbers(1, 1, 2, 4);
    Tensor value = numbers(2, 1, 3, 4);
    Tensor first = steps(value, 0, 2);
    Tensor marks = Tensor.of(Shape.of(1, 3), 1.0, 1, 0);
    assertClose(
        output(heads(), headParameters(4), query, first),
        output(new Masked(heads(), 1), headParameters(4), query, value, marks));
    for (ScoreMode mode : ScoreMode.values()) {
      Attention attention = new Attention(false, mode, 0, false);
      Map<String, Tensor> weight =
          mode == ScoreMode.DOT
              ? Map.of()
              : Map.of("concat_score_weight", Tensor.scalar(DataType.FLOAT64, 2));
      assertClose(
          output(attention, weight, query, first),
          output(new Masked(attention, 1), weight, query, value, marks));
    }
    AdditiveAttention additive = new AdditiveAttention(false, 0, false);
    assertClose(
        output(additive, Map.of(), query, first),
        output(new Masked(additive, 1), Map.of(), query, value, marks));
  }

  @Test
  void whereTheQueryIsMaskedAttentionIsZero() {
    Tensor query = numbers(1, 1, 2, 4);
    Attention attention = new Attention(false, ScoreMode.DOT, 0, false);
    Tensor marks = Tensor.of(Shape.of(1, 2), 1.0, 0);
    double[] y =
        output(new Masked(attention, 0), Map.of(), query, numbers(2, 1, 3, 4), marks).toDoubles();
    assertTrue(Arrays.stream(y).limit(4).allMatch(v -> v != 0));
    assertTrue(Arrays.stream(y).skip(4).allMatch(v -> v == 0));
  }

  @Test
  void aCausalLayerDoesNotSeeLaterSteps() {
    TransformerEncoderBlock block =
        new TransformerEncoderBlock(
            5, 2, 0, Relu.of(), 1e-5, new GlorotUniform(), new Zeros(), true, true);
    Tensor x = numbers(3, 2, 4, 6);
    Map<String, Tensor> parameters = new HashMap<>();
    headParameters(6).forEach((name, v) -> parameters.put("self_attention/" + name, v));
    for (String norm : List.of("self_attention_norm", "feedforward_norm")) {
      parameters.put(norm + "/gamma", numbers(7, 6));
      parameters.put(norm + "/beta", numbers(8, 6));
    }
    parameters.put("feedforward_intermediate/kernel", numbers(9, 6, 5));
    parameters.put("feedforward_intermediate/bias", numbers(10, 5));
    parameters.put("feedforward_output/kernel", numbers(11, 5, 6));
    parameters.put("feedforward_output/bias", numbers(12, 6));
    Tensor whole = output(block, parameters, x);
    assertClose(steps(whole, 0, 2), output(block, parameters, steps(x, 0, 2)));
  }

  @Test
  void oneGroupForEachHeadIsMultiHeadAttention() {
    Tensor x = numbers(4, 2, 3, 4);
    GroupedQueryAttention grouped =
        new GroupedQueryAttention(
            3,
            2,
            2,
            0,
            true,
            false,
            new GlorotUniform(),
            new Zeros(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertClose(output(heads(), headParameters(4), x), output(grouped, headParameters(4), x));
  }

  @Test
  void sequencesThatDoNotFitAreRefused() {
    assertTrue(
        refusal(heads(), numbers(1, 2, 3, 4), numbers(1, 2, 3, 4), numbers(1, 2, 5, 4))
            .contains("as many keys as values"));
    assertTrue(refusal(heads(), numbers(1, 2, 3)).contains("[batch, time, features]"));
    assertTrue(
        refusal(
                new Attention(false, ScoreMode.DOT, 0, false),
                numbers(1, 2, 3, 4),
                numbers(1, 2, 3, 5))
            .contains("queries and keys of the same size"));
    assertTrue(
        refusal(
                new TransformerEncoderBlock(
                    5, 4, 0, Relu.of(), 1e-5, new GlorotUniform(), new Zeros(), true, true),
                numbers(1, 2, 3, 6))
            .contains("cannot divide 6 features by num_heads 4"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new GroupedQueryAttention(
                3,
                4,
                3,
                0,
                true,
                false,
                new GlorotUniform(),
                new Zeros(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private static String refusal(Layer layer, Tensor... inputs) {
    return assertThrows(NetworkException.class, () -> output(layer, Map.of(), inputs)).reason();
  }

  @Test
  void anEmbeddingOfZeroIsMasked() {
    Embedding embedding =
        new Embedding(3, 4, new Zeros(), Optional.empty(), java.util.Optional.empty(), true);
    Attention attention = new Attention(false, ScoreMode.DOT, 0, false);
    Layer both =
        (scope, x) -> {
          Value y = scope.child("rows").write(embedding, x);
          return attention.apply(scope, List.of(y, y));
        };
    Map<String, Tensor> rows = Map.of("rows/embeddings", numbers(3, 3, 4));
    Tensor whole = output(both, rows, Tensor.of(Shape.of(1, 3), 1, 2, 0));
    Tensor first = output(both, rows, Tensor.of(Shape.of(1, 2), 1, 2));
    assertClose(first, steps(whole, 0, 2));
    assertFalse(Arrays.stream(first.toDoubles()).allMatch(v -> v == 0));
  }

  @Test
  void sinesAndCosinesAlternate() {
    double[] y = output(new SinePositionEncoding(100), Map.of(), numbers(1, 1, 2, 4)).toDoubles();
    assertArrayEquals(
        new double[] {0, 1, 0, 1, Math.sin(1), Math.cos(1), Math.sin(0.1), Math.cos(0.1)},
        y,
        1e-12);
  }

  @Test
  void positionsAreAddedToTokens() {
    TokenAndPositionEmbedding layer = new TokenAndPositionEmbedding(3, 2, 1, new Zeros(), false);
    Map<String, Tensor> rows =
        Map.of(
            "token_embedding/embeddings", Tensor.of(Shape.of(3, 1), 1.0, 2, 3),
            "position_embedding/embeddings", Tensor.of(Shape.of(2, 1), 10.0, 20));
    assertArrayEquals(
        new double[] {13, 21}, output(layer, rows, Tensor.of(Shape.of(1, 2), 2, 0)).toDoubles());
  }

  @Test
  void aSequenceLongerThanItsPositionsIsToldInSteps() {
    NetworkException one =
        assertThrows(
            NetworkException.class,
            () -> output(PositionEmbedding.of(1), Map.of(), numbers(1, 1, 2, 1)));
    assertTrue(one.getMessage().contains("has rows for 1 step, the sequence has 2"));
    NetworkException two =
        assertThrows(
            NetworkException.class,
            () -> output(PositionEmbedding.of(2), Map.of(), numbers(1, 1, 3, 1)));
    assertTrue(two.getMessage().contains("has rows for 2 steps, the sequence has 3"));
  }

  @Test
  void aTiedEmbeddingIsAnEmbeddingBackwards() {
    Tensor rows = numbers(1, 3, 2);
    Tensor x = Tensor.of(Shape.of(1, 2), 2.0, -1);
    double[] z =
        output(
                new TiedEmbedding(3, new dev.nn.core.activations.Linear(), new Zeros()),
                Map.of("embeddings", rows),
                x)
            .toDoubles();
    for (int i = 0; i < 3; i++) {
      assertEquals(2 * rows.get(2 * i) - rows.get(2 * i + 1), z[i], 1e-12);
    }
  }
}
