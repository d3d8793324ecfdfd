package dev.nn.core.augmentation;

import static dev.nn.core.augmentation.Pictures.assertDoesNotFit;
import static dev.nn.core.augmentation.Pictures.assertRefused;
import static dev.nn.core.augmentation.Pictures.assertRestsInInference;
import static dev.nn.core.augmentation.Pictures.copies;
import static dev.nn.core.augmentation.Pictures.count;
import static dev.nn.core.augmentation.Pictures.image;
import static dev.nn.core.augmentation.Pictures.layer;
import static dev.nn.core.augmentation.Pictures.train;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers that look at a pixel's neighbours, or at all pixels of an image. */
class SharpnessTest {
  private static final Shape FIVE = Shape.of(1, 5, 5);
  private static final String BLUR = "{type: random_gaussian_blur, factor: [1, 1], ";

  /** 0 everywhere but for a 1 in the middle. */
  private static double[] dot() {
    double[] pixels = new double[25];
    pixels[12] = 1;
    return pixels;
  }

  /** g(i)·g(j) for −r to r, from the definition. */
  private static double[] gaussian(double sigma, int rows, int columns) {
    double[] y = new double[25];
    double sum = 0;
    for (int i = -rows; i <= rows; i++) {
      for (int j = -columns; j <= columns; j++) {
        y[12 + 5 * i + j] = Math.exp(-(i * i + j * j) / (2 * sigma * sigma));
        sum += y[12 + 5 * i + j];
      }
    }
    double all = sum;
    return Arrays.stream(y).map(v -> v / all).toArray();
  }

  @Test
  void aBrightPixelBecomesTheBellOfGauss() {
    assertArrayEquals(gaussian(1, 1, 1), train(BLUR + "sigma: 1}", FIVE, dot()), 1e-12);
    assertArrayEquals(
        gaussian(0.7, 2, 2), train(BLUR + "sigma: 0.7, kernel_size: 5}", FIVE, dot()), 1e-12);
    assertArrayEquals(
        gaussian(2, 0, 1), train(BLUR + "sigma: 2, kernel_size: [1, 3]}", FIVE, dot()), 1e-12);
    // Numbers of a table: e^(−½) = 0.60653, so the middle is 1/(1 + 2·0.60653)² = 0.2042.
    assertEquals(0.2042, train(BLUR + "sigma: 1}", FIVE, dot())[12], 5e-5);
  }

  @Test
  void hardlyAnySigmaLeavesTheImageSharp() {
    assertArrayEquals(dot(), train(BLUR + "sigma: 0.01}", FIVE, dot()), 1e-12);
  }

  @Test
  void beyondTheEdgesThereIsNothingToBlurIn() {
    // White: a corner keeps the share of the kernel that lies inside.
    double[] white = new double[25];
    Arrays.fill(white, 1);
    double[] y = train(BLUR + "sigma: 1}", FIVE, white);
    double beside = Math.exp(-0.5) / (1 + 2 * Math.exp(-0.5));
    assertEquals((1 - beside) * (1 - beside), y[0], 1e-12);
    assertEquals(1 - beside, y[2], 1e-12);
    assertEquals(1, y[12], 1e-12);
  }

  @Test
  void eachImageHasItsOwnSigma() {
    Tensor y = train(layer(BLUR + "sigma: [0.5, 1.5]}"), copies(64, FIVE, dot()));
    double most = gaussian(0.5, 1, 1)[12];
    double least = gaussian(1.5, 1, 1)[12];
    double[] middles = new double[64];
    Arrays.setAll(middles, i -> image(y, i)[12]);
    assertTrue(Arrays.stream(middles).allMatch(v -> v >= least && v <= most));
    assertTrue(Arrays.stream(middles).distinct().count() > 60);
  }

  @Test
  void aShareOfTheImagesIsBlurred() {
    Tensor y = train(layer("random_gaussian_blur"), copies(64, FIVE, dot()));
    int blurred = count(y, gaussian(1, 1, 1));
    assertEquals(64, blurred + count(y, dot()));
    assertTrue(blurred > 16 && blurred < 48, "blurred " + blurred);
  }

  private static double[] sharpened(double factor, double... pixels) {
    return train(
        "{type: random_sharpness, factor: [" + factor + ", " + factor + "]}", FIVE, pixels);
  }

  @Test
  void sharpnessGoesFromSmoothedOverTheImageToAsMuchTheOtherWay() {
    double[] smooth = new double[25];
    for (int i : new int[] {6, 7, 8, 11, 13, 16, 17, 18}) {
      smooth[i] = 1.0 / 13;
    }
    smooth[12] = 5.0 / 13;
    assertArrayEquals(smooth, sharpened(0, dot()), 1e-12);
    assertArrayEquals(dot(), sharpened(0.5, dot()), 1e-12);
    double[] half = smooth.clone();
    Arrays.setAll(half, i -> (dot()[i] + smooth[i]) / 2);
    assertArrayEquals(half, sharpened(0.25, dot()), 1e-12);
    // A grey dot on grey: 2·x − smoothed, 0.6 → 0.6 + 0.1·8⁄13, beside it 0.5 − 0.1/13.
    double[] grey = Arrays.stream(dot()).map(v -> 0.5 + 0.1 * v).toArray();
    double[] sharper = sharpened(1, grey);
    assertEquals(0.6 + 0.8 / 13, sharper[12], 1e-12);
    assertEquals(0.5 - 0.1 / 13, sharper[6], 1e-12);
  }

  @Test
  void sharpImagesStayInTheRangeOfValues() {
    double[] sharper = sharpened(1, dot());
    assertEquals(1, sharper[12]);
    assertEquals(0, sharper[6]);
  }

  @Test
  void autoContrastStretchesEachChannelOfEachImage() {
    Tensor x =
        Tensor.of(
            Shape.of(2, 2, 1, 3), 0.2, 0.3, 0.6, 0.0, 0.5, 1.0, 5.0, 5.0, 5.0, -1.0, 0.0, 3.0);
    double[] expected = {0, 0.25, 1, 0, 0.5, 1, 5, 5, 5, 0, 0.25, 1};
    for (boolean training : new boolean[] {true, false}) {
      assertArrayEquals(
          expected,
          Formulas.layer(layer("auto_contrast"), training, Map.of(), x).get("output").toDoubles(),
          1e-12);
    }
    assertArrayEquals(
        new double[] {-1, -0.5, 1},
        train("{type: auto_contrast, value_range: [-1, 1]}", Shape.of(1, 1, 3), 10, 20, 50),
        1e-12);
  }

  @Test
  void inInferenceImagesStayAsTheyAre() {
    assertRestsInInference(layer("random_gaussian_blur"), copies(2, FIVE, dot()));
    assertRestsInInference(layer("{type: random_sharpness, factor: 1}"), copies(2, FIVE, dot()));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertRefused("{type: random_sharpness, factor: 1.5}", "factor");
    assertRefused("{type: random_gaussian_blur, factor: -1}", "factor");
    assertRefused("{type: random_gaussian_blur, kernel_size: 4}", "odd");
    assertRefused("{type: random_gaussian_blur, kernel_size: [3, 3, 3]}", "kernel_size");
    assertRefused("{type: random_gaussian_blur, sigma: 0}", "sigma");
    assertRefused("{type: random_gaussian_blur, sigma: [2, 1]}", "sigma");
    assertRefused("{type: auto_contrast, value_range: [1, 1]}", "value_range");
    for (String type : new String[] {"auto_contrast", "random_gaussian_blur"}) {
      assertDoesNotFit(type, copies(1, Shape.of(2, 2), 1.0, 2, 3, 4), "[batch, channels,");
    }
  }
}
