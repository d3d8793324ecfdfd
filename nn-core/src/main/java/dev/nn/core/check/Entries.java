package dev.nn.core.check;

import dev.nn.api.tensor.Tensor;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which entries of a tensor are compared. Of a small tensor all; of others the one with the largest
 * gradient, some whose gradient is not 0, and as many of all. Drawn from all alike, those of an
 * embedding would be rows that no example reads; drawn from those with a gradient alone, a gradient
 * that is missing would not be missed.
 */
final class Entries {
  private Entries() {}

  /** At most {@code most} flat indices, ascending. */
  static int[] choose(Tensor gradient, int most, SplittableRandom random) {
    int size = gradient.size();
    if (size <= most) {
      return IntStream.range(0, size).toArray();
    }
    int[] reached = IntStream.range(0, size).filter(i -> gradient.get(i) != 0).toArray();
    Set<Integer> chosen = new TreeSet<>();
    IntStream.of(reached)
        // By compare, to which NaN is the largest of all: one NaN must not be missed.
        .reduce((a, b) -> Double.compare(size(gradient, b), size(gradient, a)) > 0 ? b : a)
        .ifPresent(chosen::add);
    int some = Math.min(reached.length, (most + 1) / 2);
    while (chosen.size() < some) {
      chosen.add(reached[random.nextInt(reached.length)]);
    }
    while (chosen.size() < most) {
      chosen.add(random.nextInt(size));
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double size(Tensor gradient, int index) {
    return Math.abs(gradient.get(index));
  }
}
