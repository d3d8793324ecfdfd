package dev.nn.core.augmentation;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Layers that change each value by itself. */
class ColourLevelsTest {
  private static final Shape FOUR = Shape.of(1, 2, 2);
  private static final Tensor X = copies(64, FOUR, 0, 0.2, 0.5, 1);

  @Test
  void aNegativeHasTheSameDistanceFromTheOtherEndOfTheRange() {
    assertArrayEquals(
        new double[] {1, 0.8, 0.5, 0},
        train("{type: random_invert, factor: [1, 1]}", FOUR, 0, 0.2, 0.5, 1),
        1e-12);
    assertArrayEquals(
        new double[] {3, 1, 0, -1},
        train("{type: random_invert, factor: [1, 1], value_range: [-1, 3]}", FOUR, -1, 1, 2, 3),
        1e-12);
  }

  @Test
  void anImageIsInvertedAsAWholeWithItsProbability() {
    double[] negative = {1, 0.8, 0.5, 0};
    for (String factor : new String[] {"1.0", "[0.5, 0.5]", "[0.2, 0.8]"}) {
      Tensor y = train(layer("{type: random_invert, factor: " + factor + "}"), X);
      int inverted = count(y, negative);
      assertEquals(64, inverted + count(y, 0, 0.2, 0.5, 1));
      assertTrue(inverted > 16 && inverted < 48, factor + " inverted " + inverted);
    }
    assertEquals(X, train(layer("{type: random_invert, factor: 0.0}"), X));
  }

  @Test
  void solarizationWithoutKeysInvertsEverything() {
    assertArrayEquals(
        new double[] {1, 0.8, 0.5, 0}, train("solarization", FOUR, 0, 0.2, 0.5, 1), 1e-12);
  }

  @Test
  void pixelsBelowTheThresholdAreNotSolarized() {
    String half = "{type: solarization, threshold_factor: [0.5, 0.5]}";
    assertArrayEquals(new double[] {0, 0.2, 0.5, 0}, train(half, FOUR, 0, 0.2, 0.5, 1), 1e-12);
    // The threshold is 50 of 0 to 100; the value at it is inverted.
    String percent = "{type: solarization, threshold_factor: [0.5, 0.5], value_range: [0, 100]}";
    assertArrayEquals(new double[] {49, 50, 49, 0}, train(percent, FOUR, 49, 50, 51, 100), 1e-12);
  }

  @Test
  void whatIsAddedBeforeStaysInTheRange() {
    // 0.25 of −2 to 2 is 1: −2 → −1 → 1, 0 → 1 → −1, 1.5 → 2 → −2, both ends kept.
    String added = "{type: solarization, addition_factor: [0.25, 0.25], value_range: [-2, 2]}";
    assertArrayEquals(new double[] {1, -1, -2, -2}, train(added, FOUR, -2, 0, 1.5, 2), 1e-12);
  }

  @Test
  void posterizedLevelsKeepTheirUpperBits() {
    // 200 = 11001000₂: one bit leaves 128, two 192, five 200; 255 = 11111111₂.
    double[] levels = {0, 127, 200, 255};
    double[][] kept = {
      {0, 0, 128, 128}, {0, 64, 192, 192}, {0, 96, 192, 224}, {0, 112, 192, 240},
      {0, 120, 200, 248}, {0, 124, 200, 252}, {0, 126, 200, 254}, {0, 127, 200, 255}
    };
    for (int bits = 1; bits <= 8; bits++) {
      String yaml = "{type: random_posterization, factor: " + bits + ", value_range: [0, 255]}";
      assertArrayEquals(kept[bits - 1], train(yaml, FOUR, levels), 1e-9, yaml);
    }
  }

  @Test
  void scaledImagesHaveTheSameLevels() {
    double[] levels = IntStream.range(0, 256).asDoubleStream().toArray();
    double[] scaled = Arrays.stream(levels).map(v -> (float) (v / 255)).toArray();
    double[] expected = Arrays.stream(levels).map(v -> Math.floor(v / 16) * 16 / 255).toArray();
    assertArrayEquals(
        expected,
        train("{type: random_posterization, factor: 4}", Shape.of(1, 16, 16), scaled),
        1e-9);
  }

  @Test
  void eachImageGetsANumberOfBitsBetweenTheTwo() {
    Tensor x = copies(256, Shape.of(1, 1, 1), 255);
    Tensor y =
        train(layer("{type: random_posterization, factor: [2, 4], value_range: [0, 255]}"), x);
    for (double level : new double[] {192, 224, 240}) {
      int found = count(y, level);
      assertTrue(found > 50 && found < 120, level + " " + found);
    }
  }

  @Test
  void inInferenceImagesStayAsTheyAre() {
    assertRestsInInference(layer("random_invert"), X);
    assertRestsInInference(layer("solarization"), X);
    assertRestsInInference(layer("{type: random_posterization, factor: 2}"), X);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertRefused("{type: random_invert, factor: 1.5}", "factor");
    assertRefused("{type: random_invert, factor: [-0.1, 0.5]}", "factor");
    assertRefused("{type: solarization, threshold_factor: [0.5, 0.1]}", "threshold_factor");
    assertRefused("{type: solarization, addition_factor: 2}", "addition_factor");
    assertRefused("{type: random_posterization, factor: [5, 3]}", "factor");
    assertRefused("{type: random_posterization, factor: 3, value_range: [1, 0]}", "value_range");
  }
}
