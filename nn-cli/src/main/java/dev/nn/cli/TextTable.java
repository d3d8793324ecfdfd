package dev.nn.cli;

import dev.nn.config.problem.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns: the first flush left, or as many as said; the others flush right. */
final class TextTable {
  private static final String GAP = "  ";

  private final int leftColumns;
  private final int rightColumns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(int leftColumns) {
    this(leftColumns, Integer.MAX_VALUE);
  }

  /**
   * @param leftColumns flush left
   * @param rightColumns flush right, after those; what follows is flush left again
   */
  TextTable(int leftColumns, int rightColumns) {
    this.leftColumns = leftColumns;
    this.rightColumns = rightColumns;
  }

  /** Adds a row; rows may have different lengths. */
  TextTable row(List<String> cells) {
    // Names of classes and columns are those of the data, whatever is in them.
    rows.add(cells.stream().map(Visible::text).toList());
    return this;
  }

  /** Adds a row. */
  TextTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  /** Lines, each beginning with {@code indent}. */
  String print(String indent) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - length(row.get(i)));
        line.append(i == 0 ? "" : GAP)
            .append(
                i < leftColumns || i - leftColumns >= rightColumns
                    ? row.get(i) + padding
                    : padding + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
