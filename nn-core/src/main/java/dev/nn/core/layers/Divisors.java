package dev.nn.core.layers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Numbers that divide others, to propose in place of some that do not. */
final class Divisors {
  private Divisors() {}

  /** Of the numbers that divide all of these, the nearest to a wanted one; of two, the smaller. */
  static int nearest(int wanted, int... numbers) {
    return IntStream.rangeClosed(1, Arrays.stream(numbers).min().orElse(1))
        .filter(divisor -> Arrays.stream(numbers).allMatch(number -> number % divisor == 0))
        .boxed()
        .min(Comparator.comparingInt(divisor -> Math.abs(divisor - wanted)))
        .orElse(1);
  }
}
