package dev.nn.explain;

import dev.nn.api.tensor.Shape;
import java.util.Collection;

/**
 * Which values a page holds number by number, and which as statistics and a picture alone.
 *
 * @param first values with more entries are pictures at the first step
 * @param later the same at the later steps
 * @param firstSide rows and columns of pictures at the first step
 * @param laterSide the same at the later steps; 0 for none
 */
record Storage(int first, int later, int firstSide, int laterSide) {
  /** Characters that the numbers of a page may take. */
  private static final long BUDGET = 2_200_000;

  private static final int[] SIZES = {
    1 << 18, 1 << 17, 1 << 16, 1 << 15, 10_000, 8192, 4096, 2048, 1024, 512, 256, 128, 64, 16, 0
  };

  /** A picture's statistics take about so many characters. */
  private static final int STATISTICS = 120;

  /** Everything, number by number. */
  static final Storage ALL = new Storage(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0);

  /** As many numbers as fit. The later steps give way before the first. */
  static Storage of(Collection<Shape> shapes, int steps) {
    for (int i = 0; i < SIZES.length; i++) {
      Storage storage =
          new Storage(SIZES[Math.max(0, i - 3)], SIZES[i], i < 10 ? 48 : 32, i < 10 ? 24 : 0);
      if (storage.characters(shapes, steps) <= BUDGET) {
        return storage;
      }
    }
    return new Storage(16, 0, 16, 0);
  }

  private long characters(Collection<Shape> shapes, int steps) {
    return shapes.stream()
        .mapToLong(
            shape ->
                characters(shape.elements(), first, firstSide)
                    + (steps - 1) * characters(shape.elements(), later, laterSide))
        .sum();
  }

  private static long characters(long entries, int most, int side) {
    return entries <= most
        ? entries * Float.BYTES * 4 / 3 + 20
        : Math.min(entries, (long) side * side) * 4 / 3 + STATISTICS;
  }

  int limit(boolean isFirst) {
    return isFirst ? first : later;
  }

  int side(boolean isFirst) {
    return isFirst ? firstSide : laterSide;
  }
}
