package dev.nn.cli.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class IsotonicTest {
  private static double[] regression(double[] x, double... w) {
    return Isotonic.regression(x, w);
  }

  @Test
  void whatIsInOrderStaysAsItIs() {
    assertArrayEquals(
        new double[] {-1, 2, 2, 7}, regression(new double[] {-1, 2, 2, 7}, 1, 9, 1, 1));
    assertArrayEquals(new double[0], regression(new double[0]));
  }

  @Test
  void whatIsNotMeetsAtItsWeightedMean() {
    assertArrayEquals(new double[] {2, 2, 2}, regression(new double[] {3, 1, 2}, 1, 1, 1));
    // (1 · 4 + 3 · 0) / 4
    assertArrayEquals(new double[] {1, 1}, regression(new double[] {4, 0}, 1, 3));
  }

  @Test
  void aLaterViolatorPullsEarlierPoolsAlong() {
    // 5 and 3 meet at 4, and with −2 all three at 2; 10 stays.
    assertArrayEquals(
        new double[] {1, 2, 2, 2, 10}, regression(new double[] {1, 5, 3, -2, 10}, 1, 1, 1, 1, 1));
  }
}
