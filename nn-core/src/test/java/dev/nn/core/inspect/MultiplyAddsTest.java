package dev.nn.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.LstmSequence;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.Records;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each expected number is worked out beside it from the layer's formula. */
class MultiplyAddsTest {
  private static final Records RECORDS = new Records();

  /** The forward pass of one layer on one example. */
  private static Graph graph(String layer, int... example) {
    GraphBuilder builder = new GraphBuilder();
    write(builder, layer, example);
    return builder.build();
  }

  private static NetworkWriter.Forward write(GraphBuilder builder, String layer, int... example) {
    TensorType type = new TensorType(DataType.FLOAT32, Shape.of(example));
    Layer made = RECORDS.make(Layer.class, JsonParser.parseString(layer));
    Network network =
        new Network(
            List.of(new Network.Input("x", type)),
            List.of(new Network.Node("layer", made, List.of("x"), true)),
            List.of("layer"));
    return new NetworkWriter(builder, DataType.FLOAT32, false).write(network, 1);
  }

  private static void assertCounts(long expected, String layer, int... example) {
    assertEquals(expected, new MultiplyAdds().of(graph(layer, example)), layer);
  }

  @Test
  void aDenseLayerMultipliesEachInputByEachUnit() {
    assertCounts(3 * 5, "{type: dense, units: 5}", 3);
    assertCounts(7 * 3 * 5, "{type: dense, units: 5}", 7, 3);
  }

  @Test
  void aConvolutionMultipliesItsWindowAtEachPlaceOfEachFilter() {
    // [3, 8, 8], no padding: 6 × 6 places, 4 filters, windows of 3 channels times 3 × 3.
    assertCounts(6 * 6 * 4 * (3 * 9), "{type: conv2d, filters: 4, kernel_size: 3}", 3, 8, 8);
    // Every other place, padded: 4 × 4 of them.
    assertCounts(
        4 * 4 * 4 * (3 * 9),
        "{type: conv2d, filters: 4, kernel_size: 3, strides: 2, padding: same}",
        3,
        8,
        8);
  }

  @Test
  void aGroupedConvolutionSeesTheChannelsOfItsGroupAlone() {
    // [4, 5, 5] in 2 groups: 3 × 3 places, 6 filters, windows of 2 channels times 3 × 3.
    assertCounts(
        3 * 3 * 6 * (2 * 9), "{type: conv2d, filters: 6, kernel_size: 3, groups: 2}", 4, 5, 5);
    // As many groups as channels, 2 filters to each.
    assertCounts(
        3 * 3 * 8 * 9, "{type: depthwise_conv2d, kernel_size: 3, depth_multiplier: 2}", 4, 5, 5);
  }

  @Test
  void aTransposedConvolutionSpreadsEachInputOverTheWindowOfEachFilter() {
    // 2 × 4 × 4 numbers, each times 3 filters times 3 × 3.
    assertCounts(
        2 * 4 * 4 * 3 * 9,
        "{type: conv2d_transpose, filters: 3, kernel_size: 3, strides: 2}",
        2,
        4,
        4);
  }

  @Test
  void recurrentLayersMultiplyInputAndStateByAllGatesInEachStep() {
    // 5 steps of 3 features, 4 units; an LSTM has 4 gates, a GRU 3.
    assertCounts(5 * (3 + 4) * 16, "{type: lstm, units: 4}", 5, 3);
    assertCounts(5 * (3 + 4) * 12, "{type: gru, units: 4}", 5, 3);
    assertCounts(5 * (3 + 4) * 4, "{type: simple_rnn, units: 4}", 5, 3);
  }

  @Test
  void attentionProjectsAndThenMeetsEveryQueryWithEveryKey() {
    // [5, 6], 2 heads of 3: q, k and v and the result are products of 6 by 6 in each of 5 steps;
    // scores and averages take 5 · 5 · 3 for each head.
    assertCounts(
        4 * (5 * 6 * 6) + 2 * (2 * 5 * 5 * 3),
        "{type: multi_head_attention, num_heads: 2, key_dim: 3}",
        5,
        6);
  }

  @Test
  void whatIsNoProductCountsNothing() {
    assertCounts(0, "{type: batch_normalization}", 3, 4, 4);
    assertCounts(0, "{type: layer_normalization}", 5, 6);
    assertCounts(0, "{type: max_pooling2d}", 3, 4, 4);
    assertCounts(0, "{type: activation, activation: gelu}", 6);
  }

  @Test
  void theBackwardPassOfAConvolutionTakesAsManyForEachOfItsGradients() {
    GraphBuilder builder = new GraphBuilder();
    NetworkWriter.Forward forward =
        write(builder, "{type: conv2d, filters: 4, kernel_size: 3}", 3, 8, 8);
    List<Value> of = List.of(forward.values().get("x"), forward.variables().get(0).value());
    Backpropagation.gradients(forward.values().get("layer").sum(), of);
    assertEquals(3 * (6 * 6 * 4 * (3 * 9)), new MultiplyAdds().of(builder.build()));
  }

  @Test
  void aNodesShareIsCountedApart() {
    Graph graph = graph("{type: lstm, units: 4}", 5, 3);
    Node steps =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof LstmSequence)
            .findFirst()
            .orElseThrow();
    assertEquals(5 * 4 * 16, new MultiplyAdds().of(graph, steps));
  }
}
