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
    int[] order = shuffled(examples, seed);
    int[] partOf = deal(split.get(), strata(split.get(), examples, classes), order);
    return pick(split.get(), order, partOf, "examples");
  }

  /**
   * Divides examples so that those of one group are in one part; sizes and, if stratified, shares
   * of classes are as near to what is asked for as {@link GroupDeal} comes.
   *
   * @param classes class of each example, from 0; empty if the target is not a class
   * @throws DataException if a part that was asked for would be empty, or a group is larger than
   *     any part
   */
  static Parts of(Split split, Groups groups, Optional<int[]> classes, long seed) {
    int examples = groups.numbers().length;
    int[] order = shuffled(examples, seed);
    int[] partOf = GroupDeal.deal(split, groups, strata(split, examples, classes), order, seed);
    return pick(split, order, partOf, "examples in %,d groups".formatted(groups.values().size()));
  }

  private static int[] strata(Split split, int examples, Optional<int[]> classes) {
    return classes.filter(any -> split.stratify()).orElseGet(() -> new int[examples]);
  }

  /**
   * Part number of each example: within each stratum, the first ones of the shuffled order go to
   * training, and so on.
   */
  private static int[] deal(Split split, int[] strata, int[] order) {
    double[] fractions = split.fractions();
    int[] sizes = new int[Arrays.stream(strata).max().orElse(0) + 1];
    for (int stratum : strata) {
      sizes[stratum]++;
    }
    double[] owed = new double[fractions.length];
    int[][] counts = new int[sizes.length][];
    for (int stratum = 0; stratum < sizes.length; stratum++) {
      counts[stratum] = apportion(sizes[stratum], fractions, owed);
    }
    int[] partOf = new int[order.length];
    int[] next = new int[sizes.length];
    for (int example : order) {
      int stratum = strata[example];
      while (counts[stratum][next[stratum]] == 0) {
        next[stratum]++;
      }
      counts[stratum][next[stratum]]--;
      partOf[example] = next[stratum];
    }
    return partOf;
  }

  /**
   * Largest-remainder apportionment of one stratum: every part gets its quota rounded down or up.
   * What earlier strata were rounded short counts in {@code owed}, so that the parts as a whole
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

  private static Parts pick(Split split, int[] order, int[] partOf, String examples) {
    return new Parts(
        pick(order, partOf, 0, "train", split.trainFraction(), examples),
        pick(order, partOf, 1, "validation", split.validation(), examples),
        pick(order, partOf, 2, "test", split.test(), examples));
  }

  private static int[] pick(
      int[] order, int[] partOf, int part, String name, double fraction, String examples) {
    int[] picked = Arrays.stream(order).filter(example -> partOf[example] == part).toArray();
    if (picked.length == 0 && fraction > 0) {
      throw DataException.inKey(
          "split." + name,
          "%s of %d %s leaves none for this part; use more"
              .formatted(fraction, order.length, examples));
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
