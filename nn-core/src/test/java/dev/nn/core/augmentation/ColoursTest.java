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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that change the colours of images of three channels. */
class ColoursTest {
  private static final Shape PIXEL = Shape.of(3, 1, 1);

  /** An orange of hue 20°, saturation ¾ and value 0.8. */
  private static final double[] ORANGE = {0.8, 0.4, 0.2};

  @Test
  void greyIsTheWeightedMeanThatTheEyeSees() {
    Shape two = Shape.of(3, 1, 2);
    double first = 0.2989 * 1 + 0.587 * 0.5 + 0.114 * 0.25;
    double second = 0.587;
    assertArrayEquals(
        new double[] {first, second, first, second, first, second},
        train("{type: random_grayscale, factor: 1}", two, 1, 0, 0.5, 1, 0.25, 0),
        1e-12);
  }

  @Test
  void aShareOfTheImagesBecomesGrey() {
    Tensor x = copies(256, PIXEL, 1, 0, 0);
    Tensor y = train(layer("{type: random_grayscale, factor: 0.25}"), x);
    int grey = count(y, 0.2989, 0.2989, 0.2989);
    assertEquals(256, grey + count(y, 1, 0, 0));
    assertTrue(grey > 40 && grey < 90, "grey " + grey);
    assertEquals(x, train(layer("{type: random_grayscale, factor: 0}"), x));
  }

  private static double[] saturated(double factor, double... pixel) {
    return train(
        "{type: random_saturation, factor: [" + factor + ", " + factor + "]}", PIXEL, pixel);
  }

  @Test
  void saturationIsTheShareOfColourInTheStrongestChannel() {
    assertArrayEquals(new double[] {0.8, 0.8, 0.8}, saturated(0, ORANGE), 1e-12);
    // f/(1 − f) = ½: 3⁄8 instead of ¾.
    assertArrayEquals(new double[] {0.8, 0.6, 0.5}, saturated(1.0 / 3, ORANGE), 1e-12);
    assertArrayEquals(ORANGE, saturated(0.5, ORANGE), 1e-12);
    // ¾ can become 1 at most, 4⁄3 of what it was.
    assertArrayEquals(new double[] {0.8, 0.8 - 0.4 * 4 / 3, 0}, saturated(0.9, ORANGE), 1e-12);
    assertArrayEquals(new double[] {0.8, 0.8 - 0.4 * 4 / 3, 0}, saturated(1, ORANGE), 1e-12);
  }

  @Test
  void greyAndBlackHaveNoColourToStrengthen() {
    for (double factor : new double[] {0, 0.5, 1}) {
      assertArrayEquals(new double[] {0.3, 0.3, 0.3}, saturated(factor, 0.3, 0.3, 0.3), 1e-12);
      assertArrayEquals(new double[3], saturated(factor, 0, 0, 0), 1e-12);
    }
  }

  @Test
  void saturationIsMeasuredFromTheLeastValue() {
    // −1 to 1: (0.6, −0.2, −0.6) is the orange, twice as large less 1.
    assertArrayEquals(
        new double[] {0.6, 0.2, 0},
        train(
            "{type: random_saturation, factor: [0.3333333333333333, 0.3333333333333333],"
                + " value_range: [-1, 1]}",
            PIXEL,
            0.6,
            -0.2,
            -0.6),
        1e-12);
  }

  private static Tensor turned(double factor, double... pixel) {
    return train(
        layer("{type: random_hue, factor: [" + factor + ", " + factor + "]}"),
        copies(64, PIXEL, pixel));
  }

  @Test
  void halfATurnGivesTheComplement() {
    // Opposite on the circle: greatest + least channel − x.
    for (double[] pixel :
        List.of(
            ORANGE,
            new double[] {1, 0, 0},
            new double[] {0.1, 0.7, 0.3},
            new double[] {0, 0.2, 0.9})) {
      double ends =
          Arrays.stream(pixel).max().orElseThrow() + Arrays.stream(pixel).min().orElseThrow();
      double[] complement = Arrays.stream(pixel).map(v -> ends - v).toArray();
      assertEquals(64, count(turned(1, pixel), complement), Arrays.toString(pixel));
    }
  }

  @Test
  void aThirdOfATurnMovesEachColourToTheNextChannelEitherWayRound() {
    Tensor y = turned(2.0 / 3, ORANGE);
    int forwards = count(y, 0.2, 0.8, 0.4);
    assertEquals(64, forwards + count(y, 0.4, 0.2, 0.8));
    assertTrue(forwards > 16 && forwards < 48, "forwards " + forwards);
  }

  @Test
  void redGoesToYellowOrMagenta() {
    Tensor y = turned(1.0 / 3, 1, 0, 0);
    assertEquals(64, count(y, 1, 1, 0) + count(y, 1, 0, 1));
  }

  @Test
  void greyHasNoHue() {
    assertEquals(64, count(turned(0.4, 0.3, 0.3, 0.3), 0.3, 0.3, 0.3));
    assertEquals(64, count(turned(0.4, 0, 0, 0), 0, 0, 0));
    assertEquals(64, count(turned(0, ORANGE), ORANGE));
  }

  @Test
  void theRangeOfValuesDoesNotChangeTheHue() {
    assertArrayEquals(
        new double[] {51, 153, 204},
        train("{type: random_hue, factor: [1, 1], value_range: [0, 255]}", PIXEL, 204, 102, 51),
        1e-9);
  }

  @Test
  void inInferenceImagesStayAsTheyAre() {
    for (String type : new String[] {"random_grayscale", "random_saturation", "random_hue"}) {
      assertRestsInInference(layer("{type: " + type + ", factor: 0.5}"), copies(2, PIXEL, ORANGE));
    }
  }

  @Test
  void imagesWithoutThreeChannelsAreRefusedInInferenceToo() {
    for (String type : new String[] {"random_grayscale", "random_saturation", "random_hue"}) {
      String yaml = "{type: " + type + ", factor: 0.5}";
      assertDoesNotFit(yaml, copies(1, Shape.of(1, 2, 2), 1.0, 2, 3, 4), "grey images");
      assertDoesNotFit(
          yaml, copies(1, Shape.of(2, 1, 1), 1.0, 2), "three channels, red, green and blue, not 2");
      assertDoesNotFit(
          yaml, copies(1, Shape.of(2, 1, 3), 1.0, 2, 3, 4, 5, 6), "permute, dims: [3, 1, 2]");
      assertDoesNotFit(yaml, copies(1, Shape.of(3), 1.0, 2, 3), "[batch, channels, height, width]");
    }
  }

  @Test
  void factorsAreShares() {
    assertRefused("{type: random_saturation, factor: 1.2}", "factor");
    assertRefused("{type: random_hue, factor: [-0.5, 0.5]}", "factor");
    assertRefused("{type: random_hue, factor: 0.5, value_range: [1]}", "value_range");
  }
}
