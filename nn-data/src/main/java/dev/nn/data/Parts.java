package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The example numbers of each part, disjoint.
 *
 * @param train never empty
 * @param validation empty if not asked for
 * @param test empty if not asked for
 */
record Parts(int[] train, int[] validation, int[] test) {
  /**
   * Divides {@code examples}. Without a split all are for training, in their order; with one the
   * parts come shuffled.
   *
   * @param classes class of each example, from 0; empty if the target is not a class
   * @throws DataException if a part that was asked for would be empty
   */
  static Parts of(Optional<Split> split, int examples, Optional<int[]> classes, long seed) {
    if (split.isEmpty()) {
      return new Parts(IntStream.range(0, examples).toArray(), new int[0], new int[0]);
    }
    Split wanted = split.get();
    int[] groups =
        wanted.stratify() ? classes.orElseGet(() -> new int[examples]) : new int[examples];
    int[] order = shuffled(examples, seed);
    int[] partOf = deal(wanted, groups, order);
    return new Parts(
        pick(order, partOf, 0, "train", wanted.trainFraction()),
        pick(order, partOf, 1, "validation", wanted.validation()),
        pick(order, partOf, 2, "test", wanted.test()));
  }

  /**
   * Part number of each example: within each group, the first ones of the shuffled order go to
   * training, and so on.
   */
  private static int[] deal(Split split, int[] groups, int[] order) {
    double train = split.trainFraction();
    double unused = Math.max(0, 1 - train - split.validation() - split.test());
    double[] fractions = {train, split.validation(), split.test(), unused < 1e-9 ? 0 : unused};
    int[] sizes = new int[Arrays.stream(groups).max().orElse(0) + 1];
    for (int group : groups) {
      sizes[group]++;
    }
    double[] owed = new double[fractions.length];
    int[][] counts = new int[sizes.length][];
    for (int group = 0; group < sizes.length; group++) {
      counts[group] = apportion(sizes[group], fractions, owed);
    }
    int[] partOf = new int[order.length];
    int[] next = new int[sizes.length];
    for (int example : order) {
      int group = groups[example];
      while (counts[group][next[group]] == 0) {
        next[group]++;
      }
      counts[group][next[group]]--;
      partOf[example] = next[group];
    }
    return partOf;
  }

  /**
   * Largest-remainder apportionment of one group: every part gets its quota rounded down or up.
   * What earlier groups were rounded short counts in {@code owed}, so that the parts as a whole
   * keep their sizes too.
   */
  private static int[] apportion(int size, double[] fractions, double[] owed) {
    int[] counts = new int[fractions.length];
    int left = size;
    for (int part = 0; part < counts.length; part++) {
      // The slack keeps 0.15 * 20 = 3.0000000000000004 and 0.7 * 10 = 6.999999999999999 at 3 and 7.
      counts[part] = (int) Math.floor(size * fractions[part] + 1e-9);
      left -= counts[part];
      owed[part] += size * fractions[part] - counts[part];
    }
    boolean[] raised = new boolean[counts.length];
    for (; left > 0; left--) {
      int best = counts[0] == 0 ? 0 : mostOwed(size, fractions, owed, raised);
      counts[best]++;
      owed[best]--;
      raised[best] = true;
    }
    return counts;
  }

  private static int mostOwed(int size, double[] fractions, double[] owed, boolean[] raised) {
    int best = -1;
    for (int part = 0; part < owed.length; part++) {
      double quota = size * fractions[part];
      boolean whole = Math.abs(quota - Math.rint(quota)) < 1e-9;
      if (!raised[part] && !whole && (best < 0 || owed[part] > owed[best] + 1e-9)) {
        best = part;
      }
    }
    return best;
  }

  private static int[] pick(int[] order, int[] partOf, int part, String name, double fraction) {
    int[] picked = Arrays.stream(order).filter(example -> partOf[example] == part).toArray();
    if (picked.length == 0 && fraction > 0) {
      throw DataException.inKey(
          "split." + name,
          fraction + " of " + order.length + " examples leaves none for this part; use more");
    }
    return picked;
  }

  private static int[] shuffled(int examples, long seed) {
    int[] order = IntStream.range(0, examples).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = examples - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
