package dev.nn.cli.init;

import dev.nn.data.ColumnKind;
import dev.nn.data.ColumnProfile;
import dev.nn.data.NumberProfile;
import dev.nn.data.TableProfile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is learned of the target column.
 *
 * @param column the target
 * @param task classes or a number
 * @param chosen whether the user said so
 */
record Target(ColumnProfile column, Task task, boolean chosen) {
  /** Whole numbers with at most so many different values are taken for classes. */
  private static final int MOST_NUMBERED_CLASSES = 20;

  /** A class needs examples to learn from, and others to be tested on. */
  private static final int ROWS_PER_CLASS = 5;

  /**
   * @param wanted overrules what the values look like
   * @throws DraftException if nothing can be learned of the column
   */
  static Target of(TableProfile table, String name, Optional<Task> wanted) {
    ColumnProfile column =
        table.column(name).orElseThrow(() -> new DraftException(table.noColumn(name), ""));
    check(table, column);
    Task task = wanted.orElseGet(() -> looksLike(column));
    if (task == Task.REGRESSION && column.numbers().isEmpty()) {
      throw new DraftException(
          "'%s' cannot be predicted as a number: it holds texts such as '%s'"
              .formatted(name, Words.shown(example(column))),
          "leave --task out, or clean the column");
    }
    if (task == Task.CLASSIFICATION
        && column.present() < ROWS_PER_CLASS * column.distinct()
        && column.distinct() > 2) {
      throw new DraftException(
          "'%s' has %s different values in %s: too few rows of each to learn them as classes"
              .formatted(name, Words.count(column.distinct()), Words.count(column.rows(), "row")),
          column.numbers().isPresent()
              ? "predict a number: --task regression"
              : "choose another target; columns: " + names(table));
    }
    return new Target(column, task, wanted.isPresent());
  }

  private static void check(TableProfile table, ColumnProfile column) {
    String name = column.name();
    List<String> marks = table.format().naValues();
    if (column.missing() > 0 && column.distinct() > 0) {
      throw new DraftException(
          "'%s' is missing%s in %s of %s, first on line %d; a row without its target teaches nothing"
              .formatted(
                  name,
                  marks.isEmpty() ? "" : " (empty or " + String.join(", ", marks) + ")",
                  Words.count(column.missing()),
                  Words.count(column.rows(), "row"),
                  table.firstMissing(name).orElseThrow()),
          "fill them in or remove these rows");
    }
    if (column.distinct() < 2) {
      throw new DraftException(
          column.distinct() == 0
              ? "'" + name + "' is empty"
              : "'%s' is '%s' in every row: there is nothing to learn"
                  .formatted(name, Words.shown(example(column))),
          "choose another target; columns: " + names(table));
    }
    if (column.kind() == ColumnKind.DECIMAL_COMMA) {
      throw new DraftException(
          "'%s' has numbers with a comma for the point, such as '%s'"
              .formatted(name, Words.shown(example(column))),
          "write them with a point");
    }
  }

  private static Task looksLike(ColumnProfile column) {
    return column.numbers().isEmpty()
            || column.distinct() == 2
            || column.numbers().get().whole()
                && column.distinct() <= MOST_NUMBERED_CLASSES
                && column.present() >= ROWS_PER_CLASS * column.distinct()
        ? Task.CLASSIFICATION
        : Task.REGRESSION;
  }

  private static String names(TableProfile table) {
    return Words.list(table.columns().stream().map(ColumnProfile::name).toList());
  }

  private static String example(ColumnProfile column) {
    return column.values().keySet().stream().findFirst().orElse("…");
  }

  boolean isClass() {
    return task == Task.CLASSIFICATION;
  }

  boolean isBinary() {
    return isClass() && column.distinct() == 2;
  }

  /** Values in the order in which they become classes. */
  List<String> classes() {
    return isClass() ? column.sortedValues() : List.of();
  }

  /** Share of the most frequent class: how often a model without inputs is right. */
  double majority() {
    return Collections.max(column.values().values()) / (double) column.rows();
  }

  /** Share of the rarest class. */
  double minority() {
    return Collections.min(column.values().values()) / (double) column.rows();
  }

  /** Whether some class is so rare that a model could do well without ever naming it. */
  boolean isUneven() {
    return isClass() && minority() * 4 < majority();
  }

  /** Why it is classes or a number, with what was seen. */
  String reason() {
    String seen = isClass() ? classesSeen() : numbersSeen(column.numbers().orElseThrow());
    String other = isClass() ? "regression" : "classification";
    boolean either =
        column.numbers().isPresent()
            && !isBinary()
            && column.present() >= ROWS_PER_CLASS * column.distinct();
    return seen
        + (chosen
            ? " As told by --task."
            : either ? " Otherwise: nn init … --task " + other + "." : "");
  }

  private String classesSeen() {
    List<String> shares =
        classes().stream()
            .map(name -> Map.entry(name, column.values().getOrDefault(name, 0)))
            .map(
                each ->
                    "%s (%s, %s)"
                        .formatted(
                            Words.shown(each.getKey()),
                            Words.count(each.getValue()),
                            Words.percent(each.getValue() / (double) column.rows())))
            .toList();
    String what =
        column.numbers().isPresent()
            ? "%d different numbers in %s, so classes"
                .formatted(column.distinct(), Words.count(column.rows(), "row"))
            : "Texts, so " + Words.count(column.distinct()) + " classes";
    return what + ": " + Words.list(shares) + ".";
  }

  private String numbersSeen(NumberProfile numbers) {
    return "%s different numbers from %s to %s (mean %s, standard deviation %s), so a number is predicted."
        .formatted(
            Words.count(column.distinct()),
            Words.number(numbers.least()),
            Words.number(numbers.greatest()),
            Words.number(numbers.mean()),
            Words.number(numbers.deviation()));
  }
}
