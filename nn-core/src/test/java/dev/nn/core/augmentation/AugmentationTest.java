package dev.nn.core.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  /** Sixty-four images of two channels, 4×6, with different values everywhere. */
  private static final Tensor X = images(64, 2, 4, 6);

  private static final List<Layer> ALL =
      List.of(
          new RandomBrightness(List.of(0.1), List.of(0.0, 1.0)),
          new RandomContrast(List.of(0.1), List.of(0.0, 1.0)),
          new RandomErasing(1, List.of(0.1, 0.3), Optional.empty(), List.of(0.0, 1.0)),
          new RandomFlip(RandomFlip.Mode.HORIZONTAL_AND_VERTICAL),
          new RandomRotation(List.of(0.2), FillMode.REFLECT, Interpolation.BILINEAR, 0),
          new RandomTranslation(
              List.of(0.2), List.of(0.2), FillMode.REFLECT, Interpolation.BILINEAR, 0),
          new RandomZoom(
              List.of(0.2), Optional.empty(), FillMode.REFLECT, Interpolation.BILINEAR, 0));

  private static Tensor images(int batch, int channels, int height, int width) {
    double[] values = new double[batch * channels * height * width];
    Arrays.setAll(values, i -> (i + 0.5) / values.length);
    return Tensor.of(Shape.of(batch, channels, height, width), values);
  }

  private static Tensor train(Layer layer, Tensor x) {
    return Formulas.layer(layer, true, Map.of(), x).get("output");
  }

  /** One channel of one image. */
  private static double[] plane(Tensor x, int image, int channel) {
    int size = x.shape().size(2) * x.shape().size(3);
    int from = (image * x.shape().size(1) + channel) * size;
    return Arrays.copyOfRange(x.toDoubles(), from, from + size);
  }

  @Test
  void inInferenceImagesStayAsTheyAre() {
    for (Layer layer : ALL) {
      assertEquals(X, Formulas.layer(layer, false, Map.of(), X).get("output"), layer.toString());
    }
  }

  @Test
  void inTrainingMostImagesChangeEachInItsWay() {
    for (Layer layer : ALL) {
      Tensor y = train(layer, X);
      assertEquals(X.shape(), y.shape());
      int changed = 0;
      for (int i = 0; i < 64; i++) {
        changed += Arrays.equals(plane(X, i, 0), plane(y, i, 0)) ? 0 : 1;
      }
      assertTrue(changed >= 32, layer + " changed " + changed);
    }
  }

  @Test
  void flippedImagesAreMirrorImages() {
    Tensor y = train(new RandomFlip(RandomFlip.Mode.HORIZONTAL), X);
    int flipped = 0;
    for (int image = 0; image < 64; image++) {
      double[] x = plane(X, image, 1);
      double[] mirrored = new double[x.length];
      Arrays.setAll(mirrored, i -> x[i / 6 * 6 + 5 - i % 6]);
      double[] found = plane(y, image, 1);
      boolean isMirror = Arrays.equals(mirrored, found);
      assertTrue(isMirror || Arrays.equals(x, found));
      flipped += isMirror ? 1 : 0;
    }
    assertTrue(flipped > 16 && flipped < 48, "flipped " + flipped);
  }

  @Test
  void aCropIsAPartOfItsImageAnywhere() {
    Tensor y = train(new RandomCrop(3, 3), X);
    Set<List<Integer>> places = new HashSet<>();
    for (int image = 0; image < 64; image++) {
      double[] x = plane(X, image, 1);
      double[] part = plane(y, image, 1);
      int first = Arrays.binarySearch(x, part[0]);
      places.add(List.of(first / 6, first % 6));
      for (int i = 0; i < 9; i++) {
        assertEquals(x[first + i / 3 * 6 + i % 3], part[i]);
      }
    }
    assertEquals(2 * 4, places.size(), "all places occur");
    double[] middle =
        Formulas.layer(new RandomCrop(2, 2), false, Map.of(), X).get("output").toDoubles();
    assertEquals(plane(X, 0, 0)[6 + 2], middle[0]);
  }

  @Test
  void aWholeTurnLeavesAnImageAndAQuarterTurnsIt() {
    Tensor square = images(1, 1, 3, 3);
    assertArrayEquals(square.toDoubles(), train(turn(1), square).toDoubles(), 1e-9);
    double[] x = square.toDoubles();
    // Counter-clockwise: the right column becomes the top row.
    assertArrayEquals(
        new double[] {x[2], x[5], x[8], x[1], x[4], x[7], x[0], x[3], x[6]},
        train(turn(0.25), square).toDoubles(),
        1e-9);
  }

  private static Layer turn(double share) {
    return new RandomRotation(List.of(share, share), FillMode.NEAREST, Interpolation.BILINEAR, 0);
  }

  @Test
  void imagesMoveDownAndRightByPositiveFactors() {
    Tensor x = images(1, 1, 2, 4);
    Layer right =
        new RandomTranslation(
            List.of(0.0, 0.0), List.of(0.25, 0.25), FillMode.CONSTANT, Interpolation.BILINEAR, 9);
    double[] v = x.toDoubles();
    assertArrayEquals(
        new double[] {9, v[0], v[1], v[2], 9, v[4], v[5], v[6]}, train(right, x).toDoubles(), 1e-9);
    Layer half =
        new RandomTranslation(
            List.of(0.0, 0.0),
            List.of(-0.125, -0.125),
            FillMode.NEAREST,
            Interpolation.BILINEAR,
            0);
    assertEquals((v[0] + v[1]) / 2, train(half, x).toDoubles()[0], 1e-9);
  }

  @Test
  void zoomingInShowsTheMiddle() {
    Tensor x = images(1, 1, 5, 5);
    Layer in =
        new RandomZoom(
            List.of(-0.5, -0.5), Optional.empty(), FillMode.NEAREST, Interpolation.BILINEAR, 0);
    double[] y = train(in, x).toDoubles();
    double[] v = x.toDoubles();
    assertEquals(v[6], y[0], 1e-9);
    assertEquals(v[12], y[12], 1e-9);
    assertEquals(v[18], y[24], 1e-9);
  }

  @Test
  void beyondTheEdgesImagesGoOnAsTheFillModeSays() {
    Tensor at = Tensor.of(Shape.of(9), -5.0, -4.0, -2.0, -1.0, 0.0, 3.0, 4.0, 5.0, 8.0);
    assertArrayEquals(new double[] {3, 3, 1, 0, 0, 3, 3, 2, 0}, folded(FillMode.REFLECT, at), 1e-9);
    assertArrayEquals(new double[] {3, 0, 2, 3, 0, 3, 0, 1, 0}, folded(FillMode.WRAP, at), 1e-9);
    assertArrayEquals(new double[] {0, 0, 0, 0, 0, 3, 3, 3, 3}, folded(FillMode.NEAREST, at), 1e-9);
  }

  private static double[] folded(FillMode mode, Tensor at) {
    return Formulas.of(at, value -> mode.inside(value, 4)).value().toDoubles();
  }

  @Test
  void anErasedRectangleCoversItsShare() {
    Tensor x = images(64, 1, 20, 20);
    Layer erasing = new RandomErasing(0.5, List.of(0.2, 0.3), Optional.of(7.0), List.of(0.0, 1.0));
    Tensor y = train(erasing, x);
    int erased = 0;
    for (int image = 0; image < 64; image++) {
      long covered = Arrays.stream(plane(y, image, 0)).filter(value -> value == 7).count();
      if (covered > 0) {
        erased++;
        assertTrue(covered >= 60 && covered <= 145, "covered " + covered + " of 400");
      }
    }
    assertTrue(erased > 16 && erased < 48, "erased " + erased);
  }

  @Test
  void brightnessAndContrastStayInTheRangeOfValues() {
    Tensor bright = train(new RandomBrightness(List.of(1.0), List.of(0.0, 1.0)), X);
    Tensor contrast = train(new RandomContrast(List.of(3.0, 3.0), List.of(0.0, 1.0)), X);
    for (Tensor y : List.of(bright, contrast)) {
      assertTrue(Arrays.stream(y.toDoubles()).allMatch(value -> value >= 0 && value <= 1));
    }
    Tensor x = images(1, 1, 1, 2);
    assertArrayEquals(
        new double[] {0.375, 0.625},
        train(new RandomContrast(List.of(-0.5, -0.5), List.of(0.0, 1.0)), x).toDoubles(),
        1e-12);
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RandomBrightness(List.of(0.3, 0.1), List.of(0.0, 1.0)));
    assertThrows(
        IllegalArgumentException.class, () -> new RandomContrast(List.of(-0.1), List.of(0.0, 1.0)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RandomZoom(
                List.of(1.5), Optional.empty(), FillMode.WRAP, Interpolation.NEAREST, 0));
  }
}
