package dev.nn.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How much one column tells about another. */
final class Association {
  private Association() {}

  /**
   * λ of Goodman and Kruskal (1954): by how much knowing {@code group} lowers the share of errors
   * in guessing {@code target}, from 0 (nothing) to 1 (no error left). 0 if there is nothing to
   * guess.
   *
   * @param group small numbers from 0, one per row
   * @param target likewise
   */
  static double lambda(int[] group, int[] target) {
    int classes = Arrays.stream(target).max().orElse(-1) + 1;
    int[] totals = new int[classes];
    Map<Integer, int[]> byGroup = new HashMap<>();
    for (int i = 0; i < group.length; i++) {
      totals[target[i]]++;
      byGroup.computeIfAbsent(group[i], each -> new int[classes])[target[i]]++;
    }
    int blind = greatest(totals);
    int informed = byGroup.values().stream().mapToInt(Association::greatest).sum();
    return blind == group.length ? 0 : (double) (informed - blind) / (group.length - blind);
  }

  /** Whether every group has one value of {@code target}. */
  static boolean determines(int[] group, int[] target) {
    Map<Integer, Integer> of = new HashMap<>();
    for (int i = 0; i < group.length; i++) {
      Integer known = of.putIfAbsent(group[i], target[i]);
      if (known != null && known != target[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * η²: share of the variance of {@code values} that lies between groups, from 0 to 1; 0 if there
   * is no variance.
   */
  static double correlationRatio(int[] group, double[] values) {
    double mean = Statistics.mean(values);
    Map<Integer, double[]> sums = new HashMap<>();
    double total = 0;
    for (int i = 0; i < group.length; i++) {
      double[] sum = sums.computeIfAbsent(group[i], each -> new double[2]);
      sum[0] += values[i] - mean;
      sum[1]++;
      total += (values[i] - mean) * (values[i] - mean);
    }
    double between = sums.values().stream().mapToDouble(s -> s[0] * s[0] / s[1]).sum();
    return total == 0 ? 0 : between / total;
  }

  /**
   * |ρ| of Spearman: 1 if one of the two only rises, or only falls, with the other. Rows in which
   * either is NaN do not count; 0 if fewer than three are left, or one of them is constant.
   */
  static double rankCorrelation(double[] x, double[] y) {
    int[] rows =
        IntStream.range(0, x.length)
            .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
            .toArray();
    if (rows.length < 3) {
      return 0;
    }
    double[] a = ranks(Arrays.stream(rows).mapToDouble(i -> x[i]).toArray());
    double[] b = ranks(Arrays.stream(rows).mapToDouble(i -> y[i]).toArray());
    double mean = (rows.length - 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - mean) * (b[i] - mean);
      aa += (a[i] - mean) * (a[i] - mean);
      bb += (b[i] - mean) * (b[i] - mean);
    }
    return aa == 0 || bb == 0 ? 0 : Math.abs(ab / Math.sqrt(aa * bb));
  }

  /**
   * Whether intervals of {@code values} tell the classes apart without error. NaN tells nothing.
   */
  static boolean separates(double[] values, int[] target) {
    int classes = Arrays.stream(target).max().orElse(-1) + 1;
    double[] least = new double[classes];
    double[] greatest = new double[classes];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return false;
      }
      least[target[i]] = Math.min(least[target[i]], values[i]);
      greatest[target[i]] = Math.max(greatest[target[i]], values[i]);
    }
    int[] order =
        IntStream.range(0, classes)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> least[k]))
            .mapToInt(k -> k)
            .toArray();
    return IntStream.range(1, classes).allMatch(k -> greatest[order[k - 1]] < least[order[k]]);
  }

  /** Ranks from 0; equal values share the mean of theirs. */
  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i <= to; i++) {
        ranks[order[i]] = (from + to) / 2.0;
      }
      from = to + 1;
    }
    return ranks;
  }

  private static int greatest(int[] counts) {
    return Arrays.stream(counts).max().orElse(0);
  }
}
