package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.layers.UpSampling2d.Interpolation;
import dev.nn.core.network.NetworkException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResizingTest {
  /** 1, 2, 3, … */
  private static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, IntStream.rangeClosed(1, shape.elements()).asDoubleStream().toArray());
  }

  private static Tensor run(Layer layer, Tensor x) {
    Tensor training = Formulas.layer(layer, true, Map.of(), x).get("output");
    assertEquals(training, Formulas.layer(layer, false, Map.of(), x).get("output"));
    return training;
  }

  private static Layer bilinear(int height, int width) {
    return new Resizing(height, width, Interpolation.BILINEAR, false);
  }

  private static Layer nearest(int height, int width) {
    return new Resizing(height, width, Interpolation.NEAREST, false);
  }

  /** The colour at (i + ½)·h/H − ½, (j + ½)·w/W − ½ between the four pixels around it. */
  private static double between(double[][] x, double i, double j) {
    double row = Math.max(0, Math.min(x.length - 1, i));
    double column = Math.max(0, Math.min(x[0].length - 1, j));
    int top = (int) row;
    int left = (int) column;
    int bottom = Math.min(top + 1, x.length - 1);
    int right = Math.min(left + 1, x[0].length - 1);
    double down = row - top;
    double across = column - left;
    return (1 - down) * ((1 - across) * x[top][left] + across * x[top][right])
        + down * ((1 - across) * x[bottom][left] + across * x[bottom][right]);
  }

  @Test
  void pixelsLieInTheMiddleOfTheirSquares() {
    // Three pixels become two, at ¼ and 1¾; four at −⅛, 5⁄8, 1 3⁄8 and 2 1⁄8.
    Tensor x = Tensor.of(Shape.of(1, 1, 1, 3), 10.0, 20.0, 40.0);
    assertArrayEquals(new double[] {12.5, 35}, run(bilinear(1, 2), x).toDoubles(), 1e-12);
    assertArrayEquals(
        new double[] {10, 16.25, 27.5, 40}, run(bilinear(1, 4), x).toDoubles(), 1e-12);
  }

  @Test
  void everySizeAgreesWithTheFormulaOfFourNeighbours() {
    double[][] x = {{3, 1, 4, 1, 5}, {9, 2, 6, 5, 3}, {5, 8, 9, 7, 9}, {3, 2, 3, 8, 4}};
    Tensor image =
        Tensor.of(Shape.of(1, 1, 4, 5), Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray());
    for (int[] size : List.of(new int[] {7, 3}, new int[] {2, 11}, new int[] {1, 1})) {
      double[] y = run(bilinear(size[0], size[1]), image).toDoubles();
      for (int i = 0; i < size[0]; i++) {
        for (int j = 0; j < size[1]; j++) {
          double expected =
              between(x, (i + 0.5) * 4 / size[0] - 0.5, (j + 0.5) * 5 / size[1] - 0.5);
          assertEquals(expected, y[i * size[1] + j], 1e-12);
        }
      }
    }
  }

  @Test
  void wholeMultiplesAreThoseOfUpSampling() {
    Tensor x = counting(2, 3, 3, 2);
    for (Interpolation interpolation : Interpolation.values()) {
      assertArrayEquals(
          run(new UpSampling2d(List.of(2, 3), interpolation), x).toDoubles(),
          run(new Resizing(6, 6, interpolation, false), x).toDoubles(),
          1e-12);
    }
  }

  @Test
  void theNearestPixelIsTheOneThatTheNewMiddleLiesIn() {
    // Middles of five on a line of three: 0.3, 0.9, 1.5, 2.1, 2.7; of two: 0.75, 2.25.
    Tensor x = Tensor.of(Shape.of(1, 1, 3, 1), 10.0, 20.0, 30.0);
    assertArrayEquals(new double[] {10, 10, 20, 30, 30}, run(nearest(5, 1), x).toDoubles());
    assertArrayEquals(new double[] {10, 30}, run(nearest(2, 1), x).toDoubles());
    // Half of four: 1 and 3, on the edges between pixels, belong to the later ones.
    assertArrayEquals(
        new double[] {2, 4},
        run(nearest(1, 2), Tensor.of(Shape.of(1, 1, 1, 4), 1.0, 2.0, 3.0, 4.0)).toDoubles());
  }

  @Test
  void theSameSizeLeavesImagesAsTheyAre() {
    Tensor x = counting(2, 2, 3, 4);
    assertEquals(x, run(bilinear(3, 4), x));
    assertEquals(x, run(nearest(3, 4), x));
  }

  @Test
  void theGradientGivesEachPixelItsWeights() {
    Tensor x = Tensor.of(Shape.of(1, 1, 1, 3), 10.0, 20.0, 40.0);
    Formulas.Result result = Formulas.of(x, v -> bilinear(1, 2).apply(null, List.of(v)));
    assertArrayEquals(new double[] {0.75, 0.5, 0.75}, result.gradient().toDoubles(), 1e-12);
  }

  @Test
  void proportionsStayIfImagesAreCutFirst() {
    // Of 2×6, the largest square in the middle is columns 2 and 3.
    Tensor x = counting(1, 1, 2, 6);
    Layer cut = new Resizing(2, 2, Interpolation.BILINEAR, true);
    assertArrayEquals(new double[] {3, 4, 9, 10}, run(cut, x).toDoubles(), 1e-12);
    Layer larger = new Resizing(4, 4, Interpolation.NEAREST, true);
    assertArrayEquals(
        new double[] {3, 3, 4, 4, 3, 3, 4, 4, 9, 9, 10, 10, 9, 9, 10, 10},
        run(larger, x).toDoubles());
    // 1:100 of 2×6 would be less than a row.
    assertEquals(
        Shape.of(1, 1, 1, 100), run(new Resizing(1, 100, Interpolation.NEAREST, true), x).shape());
  }

  @Test
  void theMiddleOfAnImageIsCutOutAsItIs() {
    Tensor x = counting(1, 1, 4, 5);
    assertArrayEquals(new double[] {7, 8, 9, 12, 13, 14}, run(new CenterCrop(2, 3), x).toDoubles());
    // One column cannot be left on both sides: the odd one stays at the right.
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19},
        run(new CenterCrop(4, 4), x).toDoubles());
    assertEquals(x, run(new CenterCrop(4, 5), x));
  }

  @Test
  void anImageThatIsTooSmallIsCutToTheProportionsAndMadeLarger() {
    // Too few rows: of 2×4 the square in the middle, twice as large.
    Tensor x = counting(1, 1, 2, 4);
    assertEquals(
        run(new Resizing(4, 4, Interpolation.BILINEAR, true), x), run(new CenterCrop(4, 4), x));
    assertEquals(Shape.of(1, 1, 3, 1), run(new CenterCrop(3, 1), x).shape());
  }

  @Test
  void whatIsNoBatchOfImagesIsRefused() {
    for (Layer layer : List.of(bilinear(2, 2), new CenterCrop(2, 2))) {
      String message =
          assertThrows(
                  NetworkException.class,
                  () -> Formulas.layer(layer, true, Map.of(), counting(2, 3, 4)))
              .getMessage();
      assertTrue(message.contains("needs [batch, channels, height, width]"), message);
    }
  }
}
