package dev.nn.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name may have meant. */
public final class NearestName {
  /** Among more names only the first are looked at; each takes microseconds. */
  private static final int MOST_NAMES = 2000;

  private NearestName() {}

  /**
   * The nearest of the names, if it is near: about one letter in three may differ. Otherwise the
   * only one that begins with what was written.
   */
  public static Optional<String> of(String wanted, Collection<String> names) {
    return names.stream()
        .limit(MOST_NAMES)
        .filter(name -> distance(wanted, name) <= tolerance(wanted))
        .min(Comparator.comparingInt(name -> distance(wanted, name)))
        .or(() -> beginningWith(wanted, names));
  }

  /** Of one letter, any other would be near. */
  private static int tolerance(String wanted) {
    return wanted.length() < 2 ? 0 : Math.max(1, wanted.length() / 3);
  }

  private static Optional<String> beginningWith(String wanted, Collection<String> names) {
    List<String> longer =
        names.stream()
            .limit(MOST_NAMES)
            .filter(name -> wanted.length() >= 3 && plain(name).startsWith(plain(wanted)))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  /**
   * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions
   * and swaps of neighbours. Case and separators do not count, so that {@code batchSize} finds
   * {@code batch_size}.
   */
  static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substituted, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static String plain(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    // No name is that long; without the cut a page of text as a key would cost a page squared.
    return plain.length() > 100 ? plain.substring(0, 100) : plain;
  }
}
