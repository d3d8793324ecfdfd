package dev.nn.cli.init;

import dev.nn.data.ColumnKind;
import dev.nn.data.ColumnProfile;
import dev.nn.data.TableProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is learned from.
 *
 * @param numbers columns that become one input each
 * @param categories columns that become an input for each of their values
 * @param text a column of free text; its words are inputs
 * @param excluded columns that are left out, each with the reason, in the file's order
 * @param cautions what is suspicious and was kept all the same, one line each
 */
record Features(
    List<ColumnProfile> numbers,
    List<ColumnProfile> categories,
    Optional<ColumnProfile> text,
    Map<String, String> excluded,
    List<String> cautions) {
  /** Almost empty columns tell little, and that by chance. */
  private static final double MOST_MISSING = 0.95;

  Features {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
    excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    cautions = List.copyOf(cautions);
  }

  /**
   * @throws DraftException if no column is left to learn from
   */
  static Features of(TableProfile table, Target target) {
    Map<String, String> reasons = new LinkedHashMap<>();
    List<ColumnProfile> kept = new ArrayList<>();
    Optional<ColumnProfile> text = text(table, target);
    Leaks leaks = new Leaks(table, target);
    for (ColumnProfile column : table.columns()) {
      if (column.name().equals(target.column().name())) {
        continue;
      }
      Optional<String> reason =
          text.equals(Optional.of(column))
              ? Optional.empty()
              : unusable(column).or(() -> leaks.of(column));
      reason.ifPresentOrElse(each -> reasons.put(column.name(), each), () -> kept.add(column));
    }
    Repetitions.in(table, kept).forEach(reasons::put);
    kept.removeIf(column -> reasons.containsKey(column.name()));
    if (kept.isEmpty()) {
      throw new DraftException(
          "no column is left to predict '" + target.column().name() + "' from",
          reasons.isEmpty()
              ? "the file has no other column"
              : "left out: "
                  + Words.list(
                      reasons.entrySet().stream()
                          .map(each -> each.getKey() + " (" + each.getValue() + ")")
                          .toList()));
    }
    Map<String, String> inOrder = new LinkedHashMap<>();
    table.columns().stream()
        .map(ColumnProfile::name)
        .filter(reasons::containsKey)
        .forEach(name -> inOrder.put(name, reasons.get(name)));
    return new Features(
        kept.stream().filter(each -> each.kind() == ColumnKind.NUMBER).toList(),
        kept.stream().filter(each -> each.kind() == ColumnKind.CATEGORY).toList(),
        text,
        inOrder,
        cautions(table, kept, leaks));
  }

  private static List<String> cautions(TableProfile table, List<ColumnProfile> kept, Leaks leaks) {
    List<String> cautions = new ArrayList<>();
    kept.forEach(column -> leaks.caution(column).ifPresent(cautions::add));
    table.columns().stream()
        .filter(each -> each.kind() == ColumnKind.DATE && table.isSorted(each.name()))
        .findFirst()
        .ifPresent(
            date ->
                cautions.add(
                    "the rows are in the order of %s, and the split shuffles them, so that the network learns from rows later than those it is tested on; where that matters, use type: time_series."
                        .formatted(Words.shown(date.name()))));
    return cautions;
  }

  /** Of several texts the one that says most. */
  private static Optional<ColumnProfile> text(TableProfile table, Target target) {
    return table.columns().stream()
        .filter(each -> each.kind() == ColumnKind.TEXT && !each.equals(target.column()))
        .reduce((a, b) -> b.distinct() > a.distinct() ? b : a);
  }

  private static Optional<String> unusable(ColumnProfile column) {
    String seen = Words.count(column.distinct());
    return switch (column.kind()) {
      case EMPTY -> Optional.of("empty");
      case CONSTANT -> Optional.of("the same in every row");
      case IDENTIFIER -> Optional.of("numbers the rows");
      case DATE -> Optional.of("dates are not read; columns for year, month or weekday would be");
      case DECIMAL_COMMA ->
          Optional.of("numbers with a comma for the point; write them with a point");
      case NAME ->
          Optional.of(
              "%s different texts in %s, too rare to learn from"
                  .formatted(seen, Words.count(column.present(), "row")));
      case TEXT -> Optional.of("free text; one column of it is read");
      case NUMBER, CATEGORY ->
          column.missingShare() > MOST_MISSING
              ? Optional.of(Words.percent(column.missingShare()) + " missing")
              : Optional.empty();
    };
  }

  /** Columns with numbers that are missing here and there. */
  List<ColumnProfile> gaps() {
    return numbers.stream().filter(column -> column.missing() > 0).toList();
  }

  /** How many inputs numbers and categories become, as the csv source encodes them. */
  int width(boolean missingIndicator) {
    int width = numbers.size() + (missingIndicator ? gaps().size() : 0);
    for (ColumnProfile column : categories) {
      width += column.distinct() + (column.missing() > 0 ? 1 : 0);
    }
    return width;
  }
}
