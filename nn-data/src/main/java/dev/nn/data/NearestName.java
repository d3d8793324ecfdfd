package dev.nn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what a misspelt name may have meant. */
final class NearestName {
  private NearestName() {}

  /** {@code "; did you mean 'species'?"}, or nothing if no name is near. */
  static String hint(String wanted, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name)))
        .filter(name -> distance(wanted, name) <= slips(wanted))
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  /** How many slips a name of that length may hold; a swap of neighbours counts as two. */
  private static int slips(String wanted) {
    return wanted.length() < 4 ? wanted.length() / 2 : Math.max(2, wanted.length() / 3);
  }

  /** Levenshtein distance, upper and lower case alike. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
