package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.Formulas;
import dev.nn.core.Records;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.network.NetworkWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What convolution, pooling and resizing layers promise besides the golden numbers. */
class ConvolutionLayersTest {
  private static final Records RECORDS = new Records();

  private static Layer layer(String yaml) {
    return RECORDS.make(Layer.class, JsonParser.parseString(yaml));
  }

  /** 1, 2, 3, … */
  private static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, IntStream.rangeClosed(1, shape.elements()).asDoubleStream().toArray());
  }

  private static Tensor output(String yaml, Tensor x, Map<String, Tensor> variables) {
    return Formulas.layer(layer(yaml), false, variables, x).get("output");
  }

  private static double[] output(String yaml, Tensor x) {
    return output(yaml, x, Map.of()).toDoubles();
  }

  private static NetworkWriter.Forward write(String yaml, int... example) {
    TensorType type = new TensorType(DataType.FLOAT64, Shape.of(example));
    Network network =
        new Network(
            List.of(new Network.Input("x", type)),
            List.of(new Network.Node("layer", layer(yaml), List.of("x"), true)),
            List.of("layer"));
    return new NetworkWriter(new GraphBuilder(), DataType.FLOAT64, false).write(network, 2);
  }

  private static List<Integer> shape(String yaml, int... example) {
    return write(yaml, example).values().get("layer").shape().withoutBatch().toList();
  }

  private static String refusal(String yaml, int... example) {
    return assertThrows(NetworkException.class, () -> write(yaml, example)).getMessage();
  }

  private static String refusedKey(String yaml) {
    return assertThrows(IllegalArgumentException.class, () -> layer(yaml)).getMessage();
  }

  private static void assertMentions(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message + " should say " + part);
    }
  }

  @Test
  void aConvolutionIsNotTurnedRound() {
    // Differences of neighbours: x[p + 1] − x[p].
    Map<String, Tensor> difference =
        Map.of(
            "kernel", Tensor.of(Shape.of(1, 1, 2), -1.0, 1.0), "bias", Tensor.of(Shape.of(1), 0.5));
    Tensor squares = Tensor.of(Shape.of(1, 1, 4), 1.0, 4.0, 9.0, 16.0);
    assertArrayEquals(
        new double[] {3.5, 5.5, 7.5},
        output("{type: conv1d, filters: 1, kernel_size: 2}", squares, difference).toDoubles());
  }

  @Test
  void channelsLastIsTheSameConvolutionOnTransposedSequences() {
    Map<String, Tensor> kernel = Map.of("kernel", counting(2, 3, 2), "bias", counting(2));
    String conv = "type: conv1d, filters: 2, kernel_size: 2, padding: same";
    Tensor first = output("{%s}".formatted(conv), counting(1, 3, 4), kernel);
    double[] turned = new double[12];
    for (int i = 0; i < 12; i++) {
      turned[i] = counting(1, 3, 4).get(i % 3 * 4 + i / 3);
    }
    Tensor last =
        output(
            "{%s, data_format: channels_last}".formatted(conv),
            Tensor.of(Shape.of(1, 4, 3), turned),
            kernel);
    assertEquals(Shape.of(1, 4, 2), last.shape());
    for (int i = 0; i < 8; i++) {
      assertEquals(first.get(i % 2 * 4 + i / 2), last.get(i), 1e-12);
    }
  }

  @Test
  void causalPaddingNeverLooksAhead() {
    Map<String, Tensor> kernel =
        Map.of(
            "kernel", Tensor.of(Shape.of(1, 1, 2), 1.0, 1.0), "bias", Tensor.of(Shape.of(1), 0.0));
    String causal = "{type: conv1d, filters: 1, kernel_size: 2, padding: causal, dilation_rate: 2}";
    assertArrayEquals(
        new double[] {1, 2, 4, 6}, output(causal, counting(1, 1, 4), kernel).toDoubles());
  }

  @Test
  void transposedConvolutionsHaveTheSizesOfKeras() {
    // (n − 1)·s + max(k, s); n·s; stated: (n − 1)·s + k + p and (n − 1)·s + k mod 2 + p.
    assertEquals(List.of(1, 11), transposed("kernel_size: 3, strides: 2"));
    assertEquals(List.of(1, 15), transposed("kernel_size: 2, strides: 3"));
    assertEquals(List.of(1, 10), transposed("kernel_size: 3, strides: 2, padding: same"));
    assertEquals(List.of(1, 12), transposed("kernel_size: 3, strides: 2, output_padding: 1"));
    assertEquals(
        List.of(1, 10), transposed("kernel_size: 5, strides: 2, padding: same, output_padding: 1"));
    assertEquals(
        List.of(1, 9), transposed("kernel_size: 5, strides: 2, padding: same, output_padding: 0"));
    assertEquals(List.of(1, 9), transposed("kernel_size: 3, dilation_rate: 2"));
  }

  private static List<Integer> transposed(String keys) {
    return shape("{type: conv1d_transpose, filters: 1, %s}".formatted(keys), 1, 5);
  }

  @Test
  void fansAreChannelsTimesTheWindow() {
    assertFans("{type: conv2d, filters: 6, kernel_size: [3, 2], groups: 2}", "kernel", 12, 36, 4);
    // Of a transposed kernel, Keras takes the axes as they are stored: out for in.
    assertFans("{type: conv2d_transpose, filters: 6, kernel_size: 2}", "kernel", 24, 16, 4);
    assertFans(
        "{type: depthwise_conv2d, kernel_size: 3, depth_multiplier: 2}", "kernel", 36, 18, 4);
    String separable = "{type: separable_conv2d, filters: 5, kernel_size: 3, depth_multiplier: 2}";
    assertFans(separable, "depthwise_kernel", 36, 18, 4);
    assertFans(separable, "pointwise_kernel", 8, 5, 4);
  }

  private static void assertFans(String yaml, String name, int in, int out, int channels) {
    ParameterSpec spec =
        write(yaml, channels, 8, 8).variables().stream()
            .filter(declared -> declared.variable().variable().equals("layer/" + name))
            .findFirst()
            .orElseThrow()
            .spec();
    assertEquals(in, spec.fanIn(), yaml);
    assertEquals(out, spec.fanOut(), yaml);
  }

  @Test
  void sizesMayBeOneNumberOrOneForEachAxis() {
    assertEquals(
        layer("{type: conv2d, filters: 1, kernel_size: 3, strides: 2}"),
        layer("{type: conv2d, filters: 1, kernel_size: [3, 3], strides: [2, 2]}"));
    assertEquals(
        layer("{type: zero_padding2d, padding: [1, 2]}"),
        layer("{type: zero_padding2d, padding: [[1, 1], [2, 2]]}"));
    assertMentions(
        refusedKey("{type: conv2d, filters: 1, kernel_size: [3, 3, 3]}"), "kernel_size", "2", "3");
    assertMentions(refusedKey("{type: max_pooling1d, strides: [2, 2]}"), "strides");
    assertMentions(refusedKey("{type: cropping2d, cropping: [[1, 2, 3], [0, 1]]}"), "cropping");
  }

  @Test
  void impossibleKeysAreRefused() {
    assertMentions(
        refusedKey("{type: conv2d, filters: 2, kernel_size: 3, strides: 2, dilation_rate: 2}"),
        "strides",
        "dilation_rate");
    assertMentions(
        refusedKey("{type: conv1d, filters: 6, kernel_size: 3, groups: 4}"), "groups", "4", "6");
    assertMentions(
        refusedKey("{type: conv2d_transpose, filters: 1, kernel_size: 3, output_padding: 1}"),
        "output_padding",
        "strides");
    assertMentions(refusedKey("{type: permute, dims: [1, 3]}"), "dims");
  }

  @Test
  void inputsThatDoNotFitAreExplained() {
    assertEquals(
        "layer 'layer': conv2d needs [batch, channels, height, width] (input here is [batch, 28, 28]);"
            + " put {type: reshape, target_shape: [1, 28, 28]} before it, for images of one channel",
        refusal("{type: conv2d, filters: 1, kernel_size: 3}", 28, 28));
    assertMentions(refusal("{type: max_pooling2d}", 64), "target_shape: [1, 8, 8]");
    assertMentions(refusal("{type: max_pooling2d}", 60), "target_shape: [1, 6, 10]");
    assertMentions(
        refusal("{type: conv1d, filters: 1, kernel_size: 3, data_format: channels_last}", 9),
        "[batch, length, channels]",
        "target_shape: [9, 1]");
    assertMentions(
        refusal("{type: conv2d, filters: 1, kernel_size: 5}", 3, 4, 9),
        "kernel_size 5×5",
        "4×9",
        "kernel_size: [4, 5] would fit",
        "padding: same");
    assertMentions(
        refusal("{type: conv2d, filters: 1, kernel_size: 3, dilation_rate: 2}", 3, 4, 9),
        "dilation_rate 2×2");
    assertMentions(
        refusal("{type: conv2d, filters: 4, kernel_size: 1, groups: 4}", 6, 4, 4),
        "6 channels",
        "4 groups",
        "groups: 2 does");
    assertMentions(refusal("{type: average_pooling1d, pool_size: 4}", 2, 3), "pool_size 4", "3");
    assertMentions(refusal("{type: cropping1d, cropping: [1, 2]}", 2, 3), "leaves nothing");
  }

  @Test
  void poolingMovesByItsSizeAndPassesOverWhatIsLeft() {
    assertArrayEquals(new double[] {2, 4}, output("{type: max_pooling1d}", counting(1, 1, 5)));
    assertArrayEquals(
        new double[] {1.5, 3.5, 5},
        output("{type: average_pooling1d, padding: same}", counting(1, 1, 5)));
  }

  @Test
  void adaptiveWindowsCoverEverythingEvenly() {
    // ⌊i·5/3⌋ to ⌈(i + 1)·5/3⌉: 0–2, 1–4, 3–5.
    assertArrayEquals(
        new double[] {1.5, 3, 4.5},
        output("{type: adaptive_average_pooling1d, output_size: 3}", counting(1, 1, 5)),
        1e-12);
    assertArrayEquals(
        new double[] {1, 1, 2, 2},
        output("{type: adaptive_average_pooling1d, output_size: 4}", counting(1, 1, 2)),
        1e-12);
  }

  @Test
  void globalPoolingOfSequencesPassesOverStepsThatDoNotCount() {
    Tensor x = Tensor.of(Shape.of(2, 3, 2), -1.0, 3, 0, 0, -5, 1, 0, 0, 0, 0, 0, 0);
    assertArrayEquals(new double[] {-3, 2, 0, 0}, pooled("global_average_pooling1d", x));
    assertArrayEquals(new double[] {-1, 3, 0, 0}, pooled("global_max_pooling1d", x));
  }

  /** Steps of zeros do not count. */
  private static double[] pooled(String type, Tensor x) {
    Network network =
        new Network(
            List.of(new Network.Input("x", x.type().withShape(x.shape().withoutBatch()))),
            List.of(
                new Network.Node("masking", new Masking(0), List.of("x"), true),
                new Network.Node(
                    "pooling",
                    layer("{type: %s, data_format: channels_last}".formatted(type)),
                    List.of("masking"),
                    true)),
            List.of("pooling"));
    return Formulas.network(network, Map.of(), Map.of("x", x)).get("pooling").toDoubles();
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    Tensor ones = Tensor.of(Shape.of(8, 16, 5), filled(640, 1));
    double[] y =
        Formulas.layer(layer("{type: spatial_dropout1d, rate: 0.5}"), true, Map.of(), ones)
            .get("output")
            .toDoubles();
    int dropped = 0;
    for (int channel = 0; channel < 128; channel++) {
      double[] own = Arrays.copyOfRange(y, channel * 5, channel * 5 + 5);
      assertTrue(own[0] == 0 || own[0] == 2);
      assertArrayEquals(filled(5, own[0]), own);
      dropped += own[0] == 0 ? 1 : 0;
    }
    // 64 expected, standard deviation 5.7.
    assertTrue(dropped > 35 && dropped < 93, dropped + " of 128");
  }

  @Test
  void upSamplingCopiesOrInterpolates() {
    assertArrayEquals(
        new double[] {1, 1, 1, 2, 2, 2},
        output("{type: up_sampling1d, size: 3}", counting(1, 1, 2)));
    assertArrayEquals(
        new double[] {1, 1.25, 1.75, 2},
        output(
            "{type: up_sampling2d, size: [1, 2], interpolation: bilinear}", counting(1, 1, 1, 2)),
        1e-12);
  }
}
