package dev.nn.cli.init;

import dev.nn.data.ColumnKind;
import dev.nn.data.ColumnProfile;
import dev.nn.data.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Columns that say nothing new: a column of categories has an input for each of its values, and
 * what depends on these values alone is a weighted sum of those inputs.
 */
final class Repetitions {
  /** With fewer rows of each value, one column following from another may be chance. */
  private static final int ROWS_PER_VALUE = 5;

  /** Pairs are compared; of wide tables that would be too many. */
  private static final int MOST_CATEGORIES = 100;

  private Repetitions() {}

  /** Names of the repetitions among the columns, each with the reason. */
  static Map<String, String> in(TableProfile table, List<ColumnProfile> columns) {
    List<ColumnProfile> sources =
        new ArrayList<>(
            columns.stream()
                .filter(each -> each.kind() == ColumnKind.CATEGORY)
                .filter(each -> each.rows() >= ROWS_PER_VALUE * each.distinct())
                .toList());
    Map<String, String> reasons = new LinkedHashMap<>();
    if (sources.size() > MOST_CATEGORIES) {
      return reasons;
    }
    // From the last on, so that of two that repeat each other the first one stays.
    for (int i = columns.size() - 1; i >= 0; i--) {
      ColumnProfile column = columns.get(i);
      Optional<ColumnProfile> source =
          sources.stream()
              .filter(each -> !each.equals(column))
              .filter(each -> table.determines(each.name(), column.name()))
              .findFirst();
      source.ifPresent(
          each -> {
            boolean same = table.determines(column.name(), each.name());
            reasons.put(
                column.name(), (same ? "repeats " : "follows from ") + Words.shown(each.name()));
            sources.remove(column);
          });
    }
    return reasons;
  }
}
