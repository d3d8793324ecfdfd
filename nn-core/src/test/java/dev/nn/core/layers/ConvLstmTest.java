package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.Records;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConvLstmTest {
  private static final Records RECORDS = new Records();

  private static Layer layer(String json) {
    return RECORDS.make(Layer.class, JsonParser.parseString(json));
  }

  private static Tensor random(int seed, int... sizes) {
    Shape shape = Shape.of(sizes);
    SplittableRandom random = new SplittableRandom(seed);
    return Tensor.of(shape, random.doubles(shape.elements(), -1, 1).toArray());
  }

  private static Tensor output(String json, Map<String, Tensor> variables, Tensor... inputs) {
    return Formulas.layer(layer(json), false, variables, inputs).get("output");
  }

  /** A matrix [in, out] as a kernel [out, in, 1...]. */
  private static Tensor turned(Tensor matrix, int axes) {
    int in = matrix.shape().size(0);
    int out = matrix.shape().size(1);
    double[] values = new double[in * out];
    for (int i = 0; i < in * out; i++) {
      values[i % out * in + i / out] = matrix.toDoubles()[i];
    }
    return Tensor.of(axes == 1 ? Shape.of(out, in, 1) : Shape.of(out, in, 1, 1), values);
  }

  @Test
  void onImagesOfOnePixelItIsAnLstm() {
    Tensor w = random(1, 2, 12);
    Tensor r = random(2, 3, 12);
    Tensor b = random(3, 12);
    Tensor x = random(4, 2, 4, 2);
    for (String keys :
        List.of(
            "return_sequences: true",
            "go_backwards: true",
            "activation: softsign, recurrent_activation: hard_sigmoid, return_sequences: true")) {
      double[] expected =
          output(
                  "{type: lstm, units: 3, " + keys + "}",
                  Map.of("kernel", w, "recurrent_kernel", r, "bias", b),
                  x)
              .toDoubles();
      for (int axes = 1; axes <= 2; axes++) {
        Tensor image = x.reshape(axes == 1 ? Shape.of(2, 4, 2, 1) : Shape.of(2, 4, 2, 1, 1));
        Tensor y =
            output(
                "{type: conv_lstm%dd, filters: 3, kernel_size: 1, %s}".formatted(axes, keys),
                Map.of("kernel", turned(w, axes), "recurrent_kernel", turned(r, axes), "bias", b),
                image);
        assertArrayEquals(expected, y.toDoubles(), 1e-14);
      }
    }
  }

  /** z[o][p] of an image [channels][height][width] at a place of a batch. */
  private static double[][][] convolved(
      double[][][] x, Tensor kernel, int[] stride, int[] dilation, int[] before, int[] places) {
    Shape k = kernel.shape();
    double[][][] z = new double[k.size(0)][places[0]][places[1]];
    for (int n = 0; n < k.elements(); n++) {
      int column = n % k.size(3);
      int row = n / k.size(3) % k.size(2);
      int channel = n / k.size(3) / k.size(2) % k.size(1);
      int out = n / k.size(3) / k.size(2) / k.size(1);
      for (int i = 0; i < places[0]; i++) {
        for (int j = 0; j < places[1]; j++) {
          int h = i * stride[0] + row * dilation[0] - before[0];
          int v = j * stride[1] + column * dilation[1] - before[1];
          if (h >= 0 && h < x[0].length && v >= 0 && v < x[0][0].length) {
            z[out][i][j] += kernel.toDoubles()[n] * x[channel][h][v];
          }
        }
      }
    }
    return z;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** h of all steps of one example, by the definition. */
  private static double[] walked(
      double[][][][] x,
      Tensor w,
      Tensor r,
      Tensor b,
      int[] stride,
      int[] dilation,
      int[] before,
      int[] places) {
    int filters = b.shape().size(0) / 4;
    int[] ones = {1, 1};
    int[] same = {(r.shape().size(2) - 1) / 2, (r.shape().size(3) - 1) / 2};
    double[][][] h = new double[filters][places[0]][places[1]];
    double[][][] c = new double[filters][places[0]][places[1]];
    double[] outputs = new double[x.length * filters * places[0] * places[1]];
    int next = 0;
    for (double[][][] step : x) {
      double[][][] input = convolved(step, w, stride, dilation, before, places);
      double[][][] recurrent = convolved(h, r, ones, ones, same, places);
      for (int f = 0; f < filters; f++) {
        for (int i = 0; i < places[0]; i++) {
          for (int j = 0; j < places[1]; j++) {
            double[] z = new double[4];
            for (int gate = 0; gate < 4; gate++) {
              int o = gate * filters + f;
              z[gate] = input[o][i][j] + recurrent[o][i][j] + b.toDoubles()[o];
            }
            c[f][i][j] = sigmoid(z[1]) * c[f][i][j] + sigmoid(z[0]) * Math.tanh(z[2]);
            h[f][i][j] = sigmoid(z[3]) * Math.tanh(c[f][i][j]);
            outputs[next++] = h[f][i][j];
          }
        }
      }
    }
    return outputs;
  }

  /** Compares with the definition, on two examples of three steps of 2×5×6. */
  private static void assertWalked(
      String keys, int[] window, int[] stride, int[] dilation, int[] before, int[] places) {
    Tensor w = random(5, 8, 2, window[0], window[1]);
    Tensor r = random(6, 8, 2, window[0], window[1]);
    Tensor b = random(7, 8);
    Tensor x = random(8, 2, 3, 2, 5, 6);
    Tensor y =
        output(
            "{type: conv_lstm2d, filters: 2, return_sequences: true, kernel_size: [%d, %d], %s}"
                .formatted(window[0], window[1], keys),
            Map.of("kernel", w, "recurrent_kernel", r, "bias", b),
            x);
    assertEquals(Shape.of(2, 3, 2, places[0], places[1]), y.shape());
    for (int example = 0; example < 2; example++) {
      double[][][][] own = new double[3][2][5][6];
      for (int n = 0; n < 180; n++) {
        own[n / 60][n / 30 % 2][n / 6 % 5][n % 6] = x.toDoubles()[example * 180 + n];
      }
      assertArrayEquals(
          walked(own, w, r, b, stride, dilation, before, places),
          y.rows(example, 1).toDoubles(),
          1e-13);
    }
  }

  @Test
  void itIsTheLoopOfItsDefinition() {
    int[] one = {1, 1};
    assertWalked("padding: valid", new int[] {3, 2}, one, one, new int[] {0, 0}, new int[] {3, 5});
    assertWalked("padding: same", new int[] {3, 2}, one, one, new int[] {1, 0}, new int[] {5, 6});
    // ⌈5/2⌉ and ⌈6/3⌉ places; the window of 3 needs 2 entries more along the first axis.
    assertWalked(
        "padding: same, strides: [2, 3]",
        new int[] {3, 3},
        new int[] {2, 3},
        one,
        new int[] {1, 0},
        new int[] {3, 2});
    // Dilated, the window over x has an extent of 5; that over h has not.
    assertWalked(
        "dilation_rate: 2",
        new int[] {3, 3},
        one,
        new int[] {2, 2},
        new int[] {0, 0},
        new int[] {1, 2});
  }

  @Test
  void aSequenceOfSequencesIsOneOfImagesOfHeightOne() {
    Tensor w = random(9, 8, 3, 3);
    Tensor r = random(10, 8, 2, 3);
    Tensor b = random(11, 8);
    Tensor x = random(12, 2, 3, 3, 7);
    Tensor line =
        output(
            "{type: conv_lstm1d, filters: 2, kernel_size: 3, strides: 2, padding: same}",
            Map.of("kernel", w, "recurrent_kernel", r, "bias", b),
            x);
    Tensor image =
        output(
            "{type: conv_lstm2d, filters: 2, kernel_size: [1, 3], strides: [1, 2], padding: same}",
            Map.of(
                "kernel", w.reshape(Shape.of(8, 3, 1, 3)),
                "recurrent_kernel", r.reshape(Shape.of(8, 2, 1, 3)),
                "bias", b),
            x.reshape(Shape.of(2, 3, 3, 1, 7)));
    assertEquals(Shape.of(2, 2, 4), line.shape());
    assertArrayEquals(image.toDoubles(), line.toDoubles(), 1e-14);
  }

  @Test
  void firstStatesAreTheEndOfWhatCameBefore() {
    Map<String, Tensor> variables =
        Map.of(
            "kernel", random(13, 4, 1, 3),
            "recurrent_kernel", random(14, 4, 1, 3),
            "bias", random(15, 4));
    Tensor x = random(16, 1, 1, 1, 4);
    String json = "{type: conv_lstm1d, filters: 1, kernel_size: 3, padding: same}";
    Tensor zeros = Tensor.of(Shape.of(1, 1, 4), 0.0, 0, 0, 0);
    assertEquals(output(json, variables, x), output(json, variables, x, zeros, zeros));
    // With a cell of 1 everywhere, that and nothing else is added before tanh.
    Tensor ones = Tensor.of(Shape.of(1, 1, 4), 1.0, 1, 1, 1);
    Tensor none = Tensor.of(Shape.of(1, 1, 1, 4), 0.0, 0, 0, 0);
    double[] b = variables.get("bias").toDoubles();
    double c = sigmoid(b[1]) + sigmoid(b[0]) * Math.tanh(b[2]);
    double h = sigmoid(b[3]) * Math.tanh(c);
    assertArrayEquals(
        new double[] {h, h, h, h}, output(json, variables, none, zeros, ones).toDoubles(), 1e-14);
    String wrong =
        assertThrows(NetworkException.class, () -> output(json, variables, x, zeros, x)).reason();
    assertEquals(
        "conv_lstm1d needs a first state_c [batch, 1, 4] of floating-point numbers",
        wrong.substring(0, wrong.indexOf(" (")));
  }

  @Test
  void stepsThatDoNotCountChangeNothing() {
    Map<String, Tensor> variables =
        Map.of(
            "kernel", random(17, 4, 1, 1),
            "recurrent_kernel", random(18, 4, 1, 1),
            "bias", random(19, 4));
    String json = "{type: conv_lstm1d, filters: 1, kernel_size: 1}";
    Tensor masked = Tensor.of(Shape.of(1, 3, 2), 0.5, -1, 0, 0, 2, 3);
    Network network =
        new Network(
            List.of(new Network.Input("x", masked.type().withShape(Shape.of(3, 2)))),
            List.of(
                new Network.Node("masking", new Masking(0), List.of("x"), true),
                new Network.Node("images", Reshape.of(3, 1, 2), List.of("masking"), true),
                new Network.Node("walk", layer(json), List.of("images"), true)),
            List.of("walk"));
    assertEquals(
        output(json, variables, Tensor.of(Shape.of(1, 2, 1, 2), 0.5, -1, 2, 3)),
        Formulas.network(network, Map.of("walk", variables), Map.of("x", masked)).get("walk"));
  }

  @Test
  void whatIsNoSequenceOfImagesIsRefused() {
    String reason =
        assertThrows(
                NetworkException.class,
                () ->
                    output(
                        "{type: conv_lstm2d, filters: 2, kernel_size: 1}",
                        Map.of(),
                        random(20, 1, 2, 3, 4)))
            .reason();
    assertEquals(
        "conv_lstm2d needs numbers [batch, time, channels, height, width]"
            + " (input here is [batch, 2, 3, 4])",
        reason);
    assertThrows(
        NetworkException.class,
        () ->
            output(
                "{type: conv_lstm1d, filters: 2, kernel_size: 5}",
                Map.of(),
                random(21, 1, 2, 3, 4)));
  }
}
