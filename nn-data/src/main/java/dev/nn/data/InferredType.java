package dev.nn.data;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells numeric columns from categorical ones. */
final class InferredType {
  /** From this share of numbers on, the remaining texts are probably marks for missing values. */
  private static final double MOSTLY_NUMBERS = 0.9;

  private InferredType() {}

  /**
   * Numeric if every value is a number (NaN and infinities included here, so that they are reported
   * rather than made categories), otherwise categorical.
   *
   * @throws dev.nn.api.data.DataException if every cell is missing
   */
  static ColumnType of(Cells cells, Consumer<String> warnings) {
    int numbers = 0;
    int texts = 0;
    Set<String> distinct = new LinkedHashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!Double.isNaN(cells.parsed(i))) {
        numbers++;
        continue;
      }
      String text = cells.text(i);
      if (Numbers.isNotFinite(text)) {
        numbers++;
      } else if (!text.isEmpty()) {
        texts++;
        distinct.add(text);
      }
    }
    if (numbers + texts == 0) {
      throw cells.fault("every cell is empty; put it in features.exclude");
    }
    if (texts == 0) {
      return ColumnType.NUMERIC;
    }
    warn(cells, numbers, texts, distinct, warnings);
    return ColumnType.CATEGORICAL;
  }

  private static void warn(
      Cells cells, int numbers, int texts, Set<String> distinct, Consumer<String> warnings) {
    if (numbers >= MOSTLY_NUMBERS * (numbers + texts)) {
      warnings.accept(
          "column '%s' is categorical because of %s among %d numbers; leave a cell empty if its value is missing, or name the mark in na_values"
              .formatted(cells.name(), Listing.of(distinct), numbers));
    } else if (distinct.size() > 20 && distinct.size() > texts / 2) {
      warnings.accept(
          "column '%s' has %d different texts in %d rows, too many to be categories; consider features.exclude"
              .formatted(cells.name(), distinct.size(), texts));
    }
  }
}
