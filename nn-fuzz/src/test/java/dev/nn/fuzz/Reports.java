package dev.nn.fuzz;

import dev.nn.config.problem.Paint;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import java.util.List;

/** What every report must be, whatever it is about. */
final class Reports {
  private static final int LONGEST_LINE = 2000;
  private static final int LONGEST = 1 << 20;

  private Reports() {}

  static void check(List<Problem> problems) {
    check(ProblemPrinter.print(problems));
    new ProblemPrinter(Paint.ANSI).report(problems);
  }

  /** Of bounded length, and nothing in it that would steer a terminal. */
  static void check(String report) {
    if (report.length() > LONGEST) {
      throw new AssertionError("a report of " + report.length() + " characters");
    }
    report
        .lines()
        .filter(line -> line.length() > LONGEST_LINE)
        .findFirst()
        .ifPresent(
            line -> {
              throw new AssertionError("a line of " + line.length() + ": " + line.substring(0, 99));
            });
    report
        .codePoints()
        .filter(c -> c != '\n' && steers(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw new AssertionError("U+%04X in a report:\n%s".formatted(c, report));
            });
  }

  private static boolean steers(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
