package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.network.NetworkException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Channels to pixels and back, and channels that hold each other down. */
class PixelShuffleTest {
  private static Tensor output(Layer layer, Tensor x) {
    return Formulas.layer(layer, false, Map.of(), x).get("output");
  }

  private static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, IntStream.range(0, shape.elements()).asDoubleStream().toArray());
  }

  @Test
  void fourChannelsBecomeSquaresOfPixels() {
    // Channels of one row of two pixels: 0 1, 2 3, 4 5, 6 7.
    Tensor y = output(new PixelShuffle(2), counting(1, 4, 1, 2));
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 4), 0.0, 2, 1, 3, 4, 6, 5, 7), y);
  }

  @Test
  void everyPixelComesFromTheChannelOfTheDefinition() {
    int r = 3;
    Tensor x = counting(2, 18, 2, 3);
    Tensor y = output(new PixelShuffle(r), x);
    assertEquals(Shape.of(2, 2, 6, 9), y.shape());
    double[] values = y.toDoubles();
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 2; c++) {
        for (int row = 0; row < 6; row++) {
          for (int column = 0; column < 9; column++) {
            int from = c * r * r + row % r * r + column % r;
            int place = ((n * 18 + from) * 2 + row / r) * 3 + column / r;
            assertEquals(place, values[((n * 2 + c) * 6 + row) * 9 + column]);
          }
        }
      }
    }
  }

  @Test
  void unshufflingUndoesIt() {
    Tensor x = counting(2, 8, 3, 2);
    assertEquals(x, output(new PixelUnshuffle(2), output(new PixelShuffle(2), x)));
    Tensor image = counting(1, 1, 2, 2);
    assertEquals(image.reshape(Shape.of(1, 4, 1, 1)), output(new PixelUnshuffle(2), image));
  }

  @Test
  void sizesThatCannotBeDividedAreRefused() {
    assertEquals(
        "pixel_shuffle makes 2×2 pixels of 4 channels, and 6 cannot be divided by that"
            + " (input here is [batch, 6, 1, 1])",
        assertThrows(
                NetworkException.class, () -> output(new PixelShuffle(2), counting(1, 6, 1, 1)))
            .reason());
    assertEquals(
        "pixel_unshuffle cannot cut 4×6 pixels into squares of 3×3"
            + " (input here is [batch, 1, 4, 6])",
        assertThrows(
                NetworkException.class, () -> output(new PixelUnshuffle(3), counting(1, 1, 4, 6)))
            .reason());
  }

  @Test
  void neighbouringChannelsHoldEachOtherDown() {
    Tensor x = Tensor.of(Shape.of(1, 4, 1), 1.0, 2, 3, 4);
    // Of size 3, the channels before and after; squares 1, 4, 9, 16.
    assertArrayEquals(
        new double[] {
          1 / Math.sqrt(2 + 0.5 * 5),
          2 / Math.sqrt(2 + 0.5 * 14),
          3 / Math.sqrt(2 + 0.5 * 29),
          4 / Math.sqrt(2 + 0.5 * 25)
        },
        output(new LocalResponseNormalization(3, 1.5, 0.5, 2), x).toDoubles(),
        1e-14);
    // Of an even size, one more before than after; more than there are channels count as 0.
    assertArrayEquals(
        new double[] {1.0 / (1 + 1), 2.0 / (1 + 5), 3.0 / (1 + 13), 4.0 / (1 + 25)},
        output(new LocalResponseNormalization(2, 2, 1, 1), x).toDoubles(),
        1e-14);
    assertArrayEquals(
        new double[] {1.0 / 31, 2.0 / 31, 3.0 / 31, 4.0 / 31},
        output(new LocalResponseNormalization(9, 9, 1, 1), x).toDoubles(),
        1e-14);
  }
}
