package dev.nn.data;

import dev.nn.api.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a delimited file seems to be written. */
final class FormatGuess {
  private static final String DELIMITERS = ",;\t|";

  /** Lines that are looked at for the delimiter. */
  private static final int LINES = 50;

  /** What people and programs write where there is no value; in lower case. */
  private static final Set<String> MARKS = Set.of("na", "n/a", "#n/a", "nan", "null", "?");

  /** Further marks, taken for such among numbers alone, as they may be categories elsewhere. */
  private static final Set<String> NUMBER_MARKS = Set.of("none", "-", "--", ".", "missing");

  private FormatGuess() {}

  /**
   * Comma, semicolon, tab or vertical bar; a header; marks of missing values as found.
   *
   * @throws DataException if the file is no table, or has no header
   */
  static CsvFormat of(Path file) {
    char delimiter = delimiter(TextFile.read(file));
    CsvFormat plain =
        new CsvFormat(
            String.valueOf(delimiter), true, List.of(), CsvFormat.Quote.DOUBLE, List.of());
    CsvTable table = CsvTable.read(file, plain);
    checkHeader(table);
    return plain.withNaValues(marks(table));
  }

  /** The one that occurs most often in the same number on every line; else most often at all. */
  private static char delimiter(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    return DELIMITERS
        .chars()
        .mapToObj(c -> (char) c)
        .max(
            Comparator.comparing((Character c) -> least(lines, c))
                .thenComparing(c -> lines.isEmpty() ? 0 : count(lines.get(0), c))
                // Of equals, the one that comes first.
                .thenComparing(c -> -DELIMITERS.indexOf(c)))
        .orElseThrow();
  }

  private static int least(List<String> lines, char delimiter) {
    return lines.stream().mapToInt(line -> count(line, delimiter)).min().orElse(0);
  }

  /** Occurrences outside of quotes. */
  private static int count(String line, char delimiter) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      count += !quoted && line.charAt(i) == delimiter ? 1 : 0;
    }
    return count;
  }

  private static void checkHeader(CsvTable table) {
    List<String> numbers =
        table.header().stream().filter(name -> !Double.isNaN(Numbers.parse(name))).toList();
    if (2 * numbers.size() > table.header().size()) {
      throw DataException.at(
          table.file(),
          1,
          "the first line looks like data, not like names of columns: "
              + Listing.of(numbers)
              + "; put a line of names before it");
    }
  }

  private static List<String> marks(CsvTable table) {
    Set<String> found = new LinkedHashSet<>();
    for (String column : table.header()) {
      Cells cells = table.cells(column, table.allRows());
      Set<String> texts = new LinkedHashSet<>();
      int numbers = 0;
      for (int i = 0; i < cells.size(); i++) {
        if (!Double.isNaN(cells.parsed(i))) {
          numbers++;
        } else if (!cells.text(i).isEmpty()) {
          texts.add(cells.text(i).strip());
        }
      }
      List<String> anywhere = texts.stream().filter(text -> MARKS.contains(lower(text))).toList();
      List<String> amongNumbers =
          new ArrayList<>(
              texts.stream().filter(text -> NUMBER_MARKS.contains(lower(text))).toList());
      found.addAll(anywhere);
      if (numbers > 0 && anywhere.size() + amongNumbers.size() == texts.size()) {
        found.addAll(amongNumbers);
      }
    }
    return List.copyOf(found);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
