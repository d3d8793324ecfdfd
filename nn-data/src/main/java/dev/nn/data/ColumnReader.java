package dev.nn.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a column holds. */
final class ColumnReader {
  private static final String DAY =
      "(\\d{4}[-/.]\\d{1,2}([-/.]\\d{1,2})?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4})";
  private static final String TIME = "\\d{1,2}:\\d{2}(:\\d{2})?.*";
  private static final Pattern DATE = Pattern.compile(DAY + "([T ]" + TIME + ")?|" + TIME);

  private static final Pattern COMMA_NUMBER = Pattern.compile("[-+]?\\d+,\\d+");

  /** Names that people give to the number of a row, and pandas to the index it writes. */
  private static final Pattern ROW_NUMBER =
      Pattern.compile(
          "|.*[a-z](Id|ID|No)|(?i:(.*[ _.-])?(id|uuid|index|idx|key|row|nr|no))|(?i:unnamed.*)");

  /** Texts of that many words on average are meant to be read. */
  private static final double WORDS_OF_TEXT = 4;

  private ColumnReader() {}

  static ColumnProfile read(Cells cells) {
    Map<String, Integer> counts = new HashMap<>();
    boolean numeric = true;
    for (int i = 0; i < cells.size(); i++) {
      String text = cells.text(i).strip();
      if (!text.isEmpty()) {
        counts.merge(text, 1, Integer::sum);
        numeric &= !Double.isNaN(cells.parsed(i)) || Numbers.isNotFinite(text);
      }
    }
    int present = counts.values().stream().mapToInt(count -> count).sum();
    Optional<NumberProfile> numbers =
        numeric && present > 0 ? Optional.of(NumberProfile.of(cells.numbers())) : Optional.empty();
    Map<String, Integer> values = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Integer> each) -> -each.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> values.put(each.getKey(), each.getValue()));
    return new ColumnProfile(
        cells.name(),
        kind(cells.name(), cells.size(), present, counts, numbers),
        cells.size(),
        cells.size() - present,
        counts.size(),
        values,
        numbers);
  }

  private static ColumnKind kind(
      String name,
      int rows,
      int present,
      Map<String, Integer> counts,
      Optional<NumberProfile> numbers) {
    int distinct = counts.size();
    if (distinct == 0) {
      return ColumnKind.EMPTY;
    }
    if (distinct == 1 && present == rows) {
      return ColumnKind.CONSTANT;
    }
    if (numbers.isPresent()) {
      boolean oneEach = numbers.get().whole() && distinct == rows;
      double first = numbers.get().least();
      // Years, which are counted too, begin elsewhere.
      boolean counted =
          oneEach && (first == 0 || first == 1) && numbers.get().greatest() - first == rows - 1;
      return counted || oneEach && ROW_NUMBER.matcher(name).matches()
          ? ColumnKind.IDENTIFIER
          : ColumnKind.NUMBER;
    }
    if (share(counts, present, DATE) > 0.95) {
      return ColumnKind.DATE;
    }
    if (share(counts, present, COMMA_NUMBER) > 0.5) {
      return ColumnKind.DECIMAL_COMMA;
    }
    // Too rare to learn from; nn-data warns of the more extreme half of these.
    boolean rare =
        distinct > 20 && present < 4 * distinct || distinct > 10 && present < 2 * distinct;
    if (!rare) {
      return ColumnKind.CATEGORY;
    }
    double words =
        counts.keySet().stream().mapToInt(text -> text.split("\\s+").length).average().orElse(0);
    return words >= WORDS_OF_TEXT ? ColumnKind.TEXT : ColumnKind.NAME;
  }

  private static double share(Map<String, Integer> counts, int present, Pattern pattern) {
    int matching =
        counts.entrySet().stream()
            .filter(each -> pattern.matcher(each.getKey()).matches())
            .mapToInt(Map.Entry::getValue)
            .sum();
    return (double) matching / present;
  }
}
