package dev.nn.core.augmentation;

import static dev.nn.core.augmentation.Pictures.assertDoesNotFit;
import static dev.nn.core.augmentation.Pictures.assertRefused;
import static dev.nn.core.augmentation.Pictures.assertRestsInInference;
import static dev.nn.core.augmentation.Pictures.copies;
import static dev.nn.core.augmentation.Pictures.count;
import static dev.nn.core.augmentation.Pictures.layer;
import static dev.nn.core.augmentation.Pictures.train;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomPerspectiveTest {
  private static final RandomPerspective BILINEAR =
      new RandomPerspective(List.of(1.0, 1.0), 1, Interpolation.BILINEAR, -9);

  /** 100·row + column, so that a colour tells its place. */
  private static double[] places(int height, int width) {
    return IntStream.range(0, height * width)
        .mapToDouble(n -> 100.0 * (n / width) + n % width)
        .toArray();
  }

  private static double[] seen(int height, int width, double... corners) {
    return seen(copies(1, Shape.of(1, height, width), places(height, width)), corners);
  }

  private static double[] seen(Tensor x, double... corners) {
    return Formulas.of(
            x,
            v ->
                BILINEAR.seen(
                    v,
                    v.constant(corners[0]),
                    v.constant(corners[1]),
                    v.constant(corners[2]),
                    v.constant(corners[3])))
        .value()
        .toDoubles();
  }

  @Test
  void cornersThatStayLeaveTheImage() {
    assertArrayEquals(places(3, 5), seen(3, 5, 1, 1, 1, 1), 1e-9);
  }

  @Test
  void cornersMovedAlongTheAxesStretchTheImage() {
    // Twice as wide: column j shows column j/2. Half as high: row 1 shows row 2, then nothing.
    assertArrayEquals(
        new double[] {0, 0.5, 1, 200, 200.5, 201, -9, -9, -9}, seen(3, 3, 2, 0.5, 2, 0.5), 1e-9);
  }

  @Test
  void eachCornerIsSeenWhereItWentTo() {
    // Of 9×9: (0, 8) at (0, 4), (8, 0) at (6, 0), (8, 8) at (4, 8).
    double[] y = seen(9, 9, 0.5, 0.75, 1, 0.5);
    assertEquals(0, y[0], 1e-9);
    assertEquals(8, y[4], 1e-9);
    assertEquals(800, y[9 * 6], 1e-9);
    assertEquals(808, y[9 * 4 + 8], 1e-9);
  }

  @Test
  void whatIsNearerLooksLarger() {
    // A road, half as wide at the top as below: γ = 0, δ = ½/(½·1) = 1. In the middle of the
    // picture k = 1½, so row 4·(1 + 1)/k: two thirds of the road lie above.
    double[] y = seen(9, 9, 0.5, 1, 1, 1);
    assertEquals(100 * 16.0 / 3, y[9 * 4], 1e-9);
  }

  @Test
  void edgesStayStraight() {
    // The right edge of that road goes from (0, 4) to (8, 8); right of it there is nothing.
    double[] columns = IntStream.range(0, 81).mapToDouble(n -> n % 9).toArray();
    double[] y = seen(copies(1, Shape.of(1, 9, 9), columns), 0.5, 1, 1, 1);
    for (int i = 0; i <= 8; i += 2) {
      assertEquals(8, y[9 * i + 4 + i / 2], 1e-9);
    }
    for (int i = 0; i < 8; i += 2) {
      assertEquals(-9, y[9 * i + 5 + i / 2]);
    }
  }

  @Test
  void beyondTheHorizonThereIsNothing() {
    // b = 1.5, c = d = 0.5, a = 1.5: k = 1 − 4⁄3·(j/W + i/H) is below 0 in the lower right.
    double[] y = seen(5, 5, 1.5, 1.5, 0.5, 0.5);
    assertTrue(Arrays.stream(y).allMatch(Double::isFinite));
    assertEquals(0, y[0], 1e-9);
    assertEquals(-9, y[24]);
    assertEquals(-9, y[4]);
  }

  @Test
  void aShareOfTheImagesIsChangedEachInItsWay() {
    Tensor x = copies(64, Shape.of(1, 4, 4), places(4, 4));
    Tensor y = train(layer("{type: random_perspective, scale: 0.5}"), x);
    int unchanged = count(y, places(4, 4));
    assertTrue(unchanged > 16 && unchanged < 48, "unchanged " + unchanged);
    assertEquals(x, train(layer("{type: random_perspective, factor: 0.0}"), x));
    Tensor all = train(layer("{type: random_perspective, factor: [1, 1]}"), x);
    assertEquals(0, count(all, places(4, 4)));
    assertRestsInInference(layer("random_perspective"), x);
  }

  @Test
  void anImageOfOnePixelStays() {
    Tensor x = copies(8, Shape.of(1, 1, 1), 5);
    assertEquals(x, train(layer("{type: random_perspective, factor: [1, 1]}"), x));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused("{type: random_perspective, factor: 2}", "factor");
    assertDoesNotFit("random_perspective", copies(1, Shape.of(2), 1, 2), "[batch, channels,");
  }
}
