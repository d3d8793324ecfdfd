package dev.nn.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.Records;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NatureTest {
  private static final Records RECORDS = new Records();
  private static final TensorType VECTOR = floats(6);
  private static final TensorType SEQUENCE = floats(5, 6);
  private static final TensorType IMAGE = floats(4, 8, 8);

  private static TensorType floats(int... shape) {
    return new TensorType(DataType.FLOAT32, Shape.of(shape));
  }

  private static Nature nature(String yaml, TensorType... examples) {
    List<Network.Input> inputs = new ArrayList<>();
    for (TensorType example : examples) {
      inputs.add(new Network.Input("x" + inputs.size(), example));
    }
    Layer layer = RECORDS.make(Layer.class, JsonParser.parseString(yaml));
    List<String> names = inputs.stream().map(Network.Input::name).toList();
    Network network =
        new Network(
            inputs, List.of(new Network.Node("layer", layer, names, true)), List.of("layer"));
    GraphBuilder builder = new GraphBuilder();
    new NetworkWriter(builder, DataType.FLOAT32, true).write(network, 2);
    Graph graph = builder.build();
    List<Node> nodes =
        graph.nodes().stream().filter(node -> node.path().startsWith("layer")).toList();
    return Nature.of(graph, nodes, examples.length);
  }

  private static void assertNature(Nature expected, String layers, TensorType... examples) {
    for (String layer : layers.split("; ")) {
      String yaml = layer.startsWith("{") ? layer : "{type: " + layer + "}";
      assertEquals(expected, nature(yaml, examples), layer);
    }
  }

  @Test
  void layersWithWeightsAreToldByWhatTheyDoWithThem() {
    assertNature(
        Nature.PRODUCT,
        "{type: dense, units: 3}; {type: dense, units: 3, activation: softmax}",
        VECTOR);
    assertNature(
        Nature.CONVOLUTION,
        "{type: conv2d, filters: 3, kernel_size: 3}; {type: separable_conv2d, filters: 3,"
            + " kernel_size: 3}; {type: conv2d_transpose, filters: 3, kernel_size: 3}; {type:"
            + " depthwise_conv2d, kernel_size: 3}",
        IMAGE);
    assertNature(
        Nature.RECURRENCE,
        "{type: lstm, units: 3}; {type: gru, units: 3}; {type: simple_rnn, units: 3}; {type:"
            + " bidirectional, layer: {type: lstm, units: 2}}",
        SEQUENCE);
    assertNature(
        Nature.ATTENTION,
        "{type: multi_head_attention, num_heads: 2, key_dim: 3}; {type: transformer_encoder_block,"
            + " intermediate_dim: 8, num_heads: 2}",
        SEQUENCE);
    assertNature(
        Nature.LOOKUP,
        "{type: embedding, input_dim: 9, output_dim: 4}; {type: token_and_position_embedding,"
            + " vocabulary_size: 9, sequence_length: 5, embedding_dim: 4}",
        new TensorType(DataType.INT32, Shape.of(5)));
  }

  @Test
  void normalizationIsToldByMeansAndRoots() {
    assertNature(Nature.NORMALIZATION, "batch_normalization; layer_normalization", VECTOR);
    assertNature(
        Nature.NORMALIZATION,
        "{type: group_normalization, groups: 2}; instance_normalization; rms_normalization",
        IMAGE);
  }

  @Test
  void chanceIsSeenInTraining() {
    assertNature(
        Nature.CHANCE, "{type: dropout, rate: 0.5}; {type: gaussian_noise, stddev: 0.1}", VECTOR);
    assertNature(Nature.CHANCE, "random_flip; {type: random_rotation, factor: 0.1}", IMAGE);
  }

  @Test
  void theRestIsToldByHowManyNumbersRemain() {
    assertNature(
        Nature.POOLING,
        "max_pooling2d; average_pooling2d; global_average_pooling2d; global_max_pooling2d",
        IMAGE);
    assertNature(Nature.MERGE, "add; concatenate; multiply; average", VECTOR, VECTOR);
    assertNature(
        Nature.FUNCTION,
        "relu; softmax; {type: activation, activation: gelu}; {type: rescaling, scale: 2}",
        VECTOR);
    assertNature(
        Nature.SHAPE,
        "flatten; {type: reshape, target_shape: [8, 32]}; {type: permute, dims: [2, 1, 3]};"
            + " {type: zero_padding2d, padding: 1}; {type: cropping2d, cropping: 1}",
        IMAGE);
  }
}
