package dev.nn.cli.init;

import dev.nn.data.ColumnProfile;
import dev.nn.data.TableProfile;
import java.util.Optional;

/**
 * Columns that give the target away: they repeat it, or were made of it, and will not be known when
 * a prediction is wanted. A model that learns from them is excellent in tests and useless after.
 */
final class Leaks {
  /** Of 100 errors in guessing the class, so many less by knowing the column. */
  private static final double LAMBDA = 0.98;

  /** Share of a number's variance that the values of a column explain. */
  private static final double RATIO = 0.99;

  /** A number that rises or falls with the target, but for roundings. */
  private static final double RANKS = 0.999;

  /** With fewer rows of each value, telling the target apart may be chance. */
  private static final int ROWS_PER_VALUE = 5;

  private final TableProfile table;
  private final Target target;

  Leaks(TableProfile table, Target target) {
    this.table = table;
    this.target = target;
  }

  /** Why a column gives the target away; empty if it does not seem to. */
  Optional<String> of(ColumnProfile column) {
    String name = column.name();
    String goal = target.column().name();
    boolean often = column.rows() >= ROWS_PER_VALUE * column.distinct();
    if (target.isClass()) {
      if (!often || table.lambda(name, goal) < LAMBDA) {
        return Optional.empty();
      }
      return Optional.of(
          table.determines(name, goal)
              ? "repeats the target: each of its %d values goes with one class"
                  .formatted(column.distinct())
              : "gives the target away in all but a few rows; is it known beforehand?");
    }
    if (column.numbers().isPresent()) {
      double ranks = table.rankCorrelation(name, goal);
      return ranks >= RANKS
          ? Optional.of(
              "rises or falls with the target, rank correlation %s".formatted(Words.number(ranks)))
          : Optional.empty();
    }
    double ratio = often ? table.correlationRatio(name, goal) : 0;
    return ratio >= RATIO
        ? Optional.of(
            "its values explain %s of the target's variance".formatted(Words.percent(ratio)))
        : Optional.empty();
  }

  /**
   * What is too good to be true and yet may be: a number that tells the classes apart by itself.
   */
  Optional<String> caution(ColumnProfile column) {
    return target.isClass()
            && column.numbers().isPresent()
            && table.separates(column.name(), target.column().name())
        ? Optional.of(
            Words.shown(column.name())
                + " alone tells the classes apart without error: if it is only known afterwards, exclude it.")
        : Optional.empty();
  }
}
