package dev.nn.config.internal.warning.data;

import dev.nn.api.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds examples of one data set that equal examples of another, in inputs and targets. Memory is
 * what takes time: of each example of the other set a few neighbouring numbers are read, and more
 * only where they agree with some example of this one.
 */
final class Twins {
  /** There is none. */
  static final int NONE = -1;

  /** Neighbours that are read first: half of what comes from memory at once. */
  private static final int NEIGHBOURS = 8;

  /** Places to choose these from, and examples to see where they differ most. */
  private static final int CHOICES = 31;

  private static final int LOOKED_AT = 256;

  /** Numbers, spread over the example, that are compared before all are. */
  private static final int SPREAD = 32;

  private static final long UNKNOWN = 0;

  private final List<Rows> rows;
  private final int size;

  /** Where neighbours are read: which tensor, and one or two places in it. */
  private final int widest;

  private final int[] places;
  private final int[] first;
  private final int[] next;
  private final long[] hashes;
  private final long[] spreads;

  /** Of the smaller data set. */
  Twins(Dataset dataset) {
    rows = Rows.of(dataset);
    size = dataset.size();
    widest =
        IntStream.range(0, dataset.inputs().size())
            .boxed()
            .max(Comparator.comparingInt(i -> rows.get(i).width()))
            .orElseThrow();
    places = places();
    first = new int[Integer.highestOneBit(Math.max(1, size)) * 2];
    next = new int[size];
    hashes = new long[size];
    spreads = new long[size];
    Arrays.fill(first, NONE);
    for (int row = 0; row < size; row++) {
      hashes[row] = neighbours(rows, widest, row, places);
      int slot = slot(hashes[row]);
      next[row] = first[slot];
      first[slot] = row;
    }
  }

  /**
   * For each example here, the first one of the other data set that equals it, or {@link #NONE}.
   *
   * @param step 1 to look at all of the other data set, n for every n-th example
   */
  int[] in(Dataset other, int step) {
    int[] twins = new int[size];
    Arrays.fill(twins, NONE);
    List<Rows> others = Rows.of(other);
    for (int row = 0; row < other.size(); row += step) {
      long hash = neighbours(others, widest, row, places);
      long spread = UNKNOWN;
      for (int at = first[slot(hash)]; at != NONE; at = next[at]) {
        if (hashes[at] == hash && twins[at] == NONE) {
          spread = spread == UNKNOWN ? spread(others, row) : spread;
          if (spread == ownSpread(at) && equal(at, others, row)) {
            twins[at] = row;
          }
        }
      }
    }
    return twins;
  }

  /**
   * Where to read neighbours: in a picture the middle is better than the margin. Where one place
   * leaves many examples alike, two.
   */
  private int[] places() {
    int[] one = {0};
    if (better(one, 0) <= 2) {
      return one;
    }
    int[] two = {one[0], 0};
    better(two, 1);
    return two;
  }

  /**
   * Chooses the place that leaves fewest examples alike; with how many an example is, on average.
   */
  private double better(int[] places, int which) {
    int range = Math.max(0, rows.get(widest).width() - NEIGHBOURS);
    int examples = Math.min(size, LOOKED_AT);
    int best = 0;
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i <= Math.min(CHOICES, range); i++) {
      places[which] = (int) ((long) range * i / CHOICES);
      Map<Long, Integer> alike = new HashMap<>();
      long pairs = 0;
      for (int row = 0; row < examples; row++) {
        pairs += alike.merge(neighbours(rows, widest, row, places), 1, Integer::sum) - 1;
      }
      if (pairs < fewest) {
        fewest = pairs;
        best = places[which];
      }
    }
    places[which] = best;
    return 2.0 * fewest / examples;
  }

  private int slot(long hash) {
    return (int) (hash ^ hash >>> 32) & first.length - 1;
  }

  /** Of the widest tensor at those places, of the others, such as labels, at their beginning. */
  private static long neighbours(List<Rows> rows, int widest, int row, int[] places) {
    long hash = 1;
    for (int i = 0; i < rows.size(); i++) {
      if (i != widest) {
        hash = rows.get(i).hash(hash, row, 0, NEIGHBOURS);
      }
    }
    for (int place : places) {
      hash = rows.get(widest).hash(hash, row, place, place + NEIGHBOURS);
    }
    return hash;
  }

  private long ownSpread(int row) {
    if (spreads[row] == UNKNOWN) {
      spreads[row] = spread(rows, row);
    }
    return spreads[row];
  }

  private static long spread(List<Rows> rows, int row) {
    long hash = 1;
    for (Rows each : rows) {
      hash = each.spread(hash, row, SPREAD);
    }
    return hash;
  }

  private boolean equal(int own, List<Rows> others, int other) {
    return IntStream.range(0, rows.size())
        .allMatch(i -> rows.get(i).equal(own, others.get(i), other));
  }
}
