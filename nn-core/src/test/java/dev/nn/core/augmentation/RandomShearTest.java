package dev.nn.core.augmentation;

import static dev.nn.core.augmentation.Pictures.assertRefused;
import static dev.nn.core.augmentation.Pictures.copies;
import static dev.nn.core.augmentation.Pictures.count;
import static dev.nn.core.augmentation.Pictures.layer;
import static dev.nn.core.augmentation.Pictures.train;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomShearTest {
  private static final Tensor X = copies(64, Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);

  /** 64 images, each in one of two ways, both of which occur. */
  private static void assertEither(Tensor y, double[] one, double[] other) {
    int first = count(y, one);
    assertEquals(64, first + count(y, other));
    assertTrue(first > 16 && first < 48, "one way " + first);
  }

  @Test
  void eachRowIsMovedByAsMuchMoreThanTheOneAbove() {
    // Row 1 reads one column further right, or further left; row 0 stays.
    Tensor y = train(layer("{type: random_shear, x_factor: [1, 1], fill_mode: constant}"), X);
    assertEither(y, new double[] {1, 2, 3, 5, 6, 0}, new double[] {1, 2, 3, 0, 4, 5});
  }

  @Test
  void eachColumnIsMovedByAsMuchMoreThanTheOneLeftOfIt() {
    // Column 1 reads one row further down or up, column 2 two rows, where nothing is.
    Tensor y =
        train(
            layer("{type: random_shear, y_factor: [1, 1], fill_mode: constant, fill_value: 9}"), X);
    assertEither(y, new double[] {1, 5, 9, 4, 9, 9}, new double[] {1, 9, 9, 4, 2, 9});
  }

  @Test
  void betweenPixelsColoursAreMixed() {
    Tensor y = train(layer("{type: random_shear, x_factor: [0.5, 0.5], fill_mode: nearest}"), X);
    assertEither(y, new double[] {1, 2, 3, 4.5, 5.5, 6}, new double[] {1, 2, 3, 4, 4.5, 5.5});
  }

  @Test
  void oneNumberIsTheMostToEitherSide() {
    // Row 1 begins with 4 + s where s is to the right, and with 4 where it is not.
    Tensor y = train(layer("{type: random_shear, x_factor: 0.4, fill_mode: nearest}"), X);
    int right = 0;
    for (int i = 0; i < 64; i++) {
      double begin = Pictures.image(y, i)[3];
      assertTrue(begin >= 4 && begin <= 4.4, "begins with " + begin);
      right += begin > 4 ? 1 : 0;
    }
    assertTrue(right > 16 && right < 48, "to the right " + right);
  }

  @Test
  void withoutFactorsOrInInferenceImagesStay() {
    assertEquals(X, train(layer("random_shear"), X));
    Layer shear = layer("{type: random_shear, x_factor: 0.5, y_factor: 0.5}");
    Pictures.assertRestsInInference(shear, X);
  }

  @Test
  void factorsAreSharesOfTheImage() {
    assertRefused("{type: random_shear, x_factor: 1.5}", "x_factor");
    assertRefused("{type: random_shear, y_factor: [-0.5, 0.5]}", "y_factor");
    assertRefused("{type: random_shear, y_factor: [0.5, 0.1]}", "y_factor");
  }
}
