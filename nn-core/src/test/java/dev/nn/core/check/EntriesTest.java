package dev.nn.core.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntriesTest {
  private static int[] choose(double... gradient) {
    return Entries.choose(
        Tensor.of(Shape.of(gradient.length), gradient), 4, new SplittableRandom(1));
  }

  private static boolean contains(int[] entries, int entry) {
    return Arrays.stream(entries).anyMatch(each -> each == entry);
  }

  @Test
  void ofASmallTensorAllAreTaken() {
    assertArrayEquals(new int[] {0, 1, 2, 3}, choose(0, 0, 5, 0));
  }

  @Test
  void theLargestIsAlwaysAmongThemAndNoneIsTakenTwice() {
    double[] gradient = new double[1000];
    Arrays.fill(gradient, 1e-3);
    gradient[617] = -2;
    int[] entries = choose(gradient);
    assertTrue(contains(entries, 617), Arrays.toString(entries));
    assertEquals(4, Arrays.stream(entries).distinct().count());
  }

  @Test
  void theOnlyNaNOfALargeTensorIsAlwaysAmongThem() {
    double[] gradient = new double[1000];
    Arrays.fill(gradient, 1);
    gradient[388] = Double.NaN;
    assertTrue(contains(choose(gradient), 388));
  }

  @Test
  void ofATensorThatNothingReachesSomeAreTakenAllTheSame() {
    assertEquals(4, choose(new double[50]).length);
  }
}
