package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptiveMaxPoolingTest {
  private static Layer one(int size) {
    return new AdaptiveMaxPooling1d(List.of(size), DataFormat.CHANNELS_FIRST);
  }

  private static double[] output(Layer layer, Tensor x) {
    return Formulas.layer(layer, false, Map.of(), x).get("output").toDoubles();
  }

  /** The gradient of Σ y·sin y by x. */
  private static double[] gradient(Layer layer, Tensor x) {
    Network network =
        new Network(
            List.of(new Network.Input("x", x.type().withShape(x.shape().withoutBatch()))),
            List.of(new Network.Node("pooling", layer, List.of("x"), true)),
            List.of("pooling"));
    return Formulas.gradients(network, Map.of(), Map.of("x", x)).get("gradient of x").toDoubles();
  }

  /** ∂(y·sin y)/∂y. */
  private static double slope(double y) {
    return Math.sin(y) + y * Math.cos(y);
  }

  @Test
  void windowsCoverEverythingEvenlyAndMayOverlap() {
    // ⌊i·5/3⌋ to ⌈(i + 1)·5/3⌉: entries 0–1, 1–3, 3–4.
    Tensor x = Tensor.of(Shape.of(1, 1, 5), -3.0, -2, -7, -1, -5);
    assertArrayEquals(new double[] {-2, -1, -1}, output(one(3), x));
  }

  @Test
  void moreWindowsThanEntriesSeeSomeOfThemAgain() {
    // Of 2 entries, 3 windows: 0, 0–1, 1.
    assertArrayEquals(new double[] {4, 4, 3}, output(one(3), Tensor.of(Shape.of(1, 1, 2), 4.0, 3)));
  }

  @Test
  void channelsAndExamplesAreKeptApart() {
    Tensor x = Tensor.of(Shape.of(2, 2, 3), 1.0, 2, 3, 6, 5, 4, -1, -2, -3, 0, 9, 0);
    // Of 3 entries, 2 windows: 0–1, 1–2.
    assertArrayEquals(new double[] {2, 3, 6, 5, -1, -2, 9, 9}, output(one(2), x));
  }

  @Test
  void imagesHaveWindowsAlongBothAxes() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3, 2), 1.0, 2, 9, 4, 5, 6);
    Layer layer = new AdaptiveMaxPooling2d(List.of(2, 1));
    // Rows 0–1 and 1–2, both columns.
    assertArrayEquals(new double[] {9, 9}, output(layer, x));
  }

  @Test
  void volumesHaveWindowsAlongAllAxes() {
    Tensor x = Tensor.of(Shape.of(1, 1, 2, 2, 3), 1.0, 2, 3, 4, 5, 6, 12, 11, 10, 9, 8, 7);
    Layer layer = new AdaptiveMaxPooling3d(List.of(2, 1, 2));
    assertArrayEquals(new double[] {5, 6, 12, 11}, output(layer, x));
  }

  @Test
  void channelsMayBeLast() {
    Layer layer = new AdaptiveMaxPooling1d(List.of(2), DataFormat.CHANNELS_LAST);
    Tensor x = Tensor.of(Shape.of(1, 3, 2), 1.0, 6, 2, 5, 3, 4);
    Tensor y = Formulas.layer(layer, false, Map.of(), x).get("output");
    assertEquals(Tensor.of(Shape.of(1, 2, 2), 2.0, 6, 3, 5), y);
  }

  @Test
  void theFirstOfEqualsHasTheGradient() {
    // Windows 0–1, 1–3, 3–4: the first of 2 and 2 is entry 0, then 1, then 3.
    Tensor x = Tensor.of(Shape.of(1, 1, 5), 2.0, 2, 2, 1, 1);
    assertArrayEquals(
        new double[] {slope(2), slope(2), 0, slope(1), 0}, gradient(one(3), x), 1e-12);
    // Row by row in an image: of the second row's ones, the left.
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 2), 0.0, 0.5, 1, 1);
    assertArrayEquals(
        new double[] {0, 0, slope(1), 0},
        gradient(new AdaptiveMaxPooling2d(List.of(1)), image),
        1e-12);
  }

  @Test
  void anEntryThatSeveralWindowsChooseHasTheSumOfTheirGradients() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3), 0.0, 3, 1);
    assertArrayEquals(new double[] {0, 2 * slope(3), 0}, gradient(one(2), x), 1e-12);
  }

  @Test
  void infinityAndNanStayWhereTheyAre() {
    double inf = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(Shape.of(1, 1, 5), 1.0, inf, 2, 3, Double.NaN);
    assertArrayEquals(new double[] {inf, inf, Double.NaN}, output(one(3), x));
    Tensor low = Tensor.of(Shape.of(1, 1, 3), -inf, -inf, 1);
    assertArrayEquals(new double[] {-inf, 1}, output(one(2), low));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NetworkException axes =
        assertThrows(
            NetworkException.class, () -> output(one(2), Tensor.of(Shape.of(1, 3), 1.0, 2, 3)));
    assertEquals(
        "adaptive_max_pooling1d needs [batch, channels, length] (input here is [batch, 3])",
        axes.reason());
    assertThrows(IllegalArgumentException.class, () -> new AdaptiveMaxPooling2d(List.of(1, 2, 3)));
  }
}
