package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints problems as a compiler does: place, line, caret, what was expected, a way out. */
public final class ProblemPrinter {
  /** A longer source line is shown in part, so that the caret stays on the screen. */
  private static final int WIDTH = 120;

  private ProblemPrinter() {}

  /** All problems and a last line with the numbers of errors and warnings. */
  public static String print(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      print(problem, lines);
      lines.add("");
    }
    lines.add(count(problems));
    return String.join("\n", lines);
  }

  /** {@code 2 errors, 1 warning}. */
  private static String count(List<Problem> problems) {
    return Arrays.stream(Severity.values())
        .map(severity -> count(problems, severity))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> count(List<Problem> problems, Severity severity) {
    long count = problems.stream().filter(problem -> problem.severity() == severity).count();
    return count == 0
        ? Optional.empty()
        : Optional.of(count + " " + severity.word() + (count == 1 ? "" : "s"));
  }

  private static void print(Problem problem, List<String> lines) {
    lines.add(
        "%s[%s]: %s".formatted(problem.severity().word(), problem.code().id(), problem.message()));
    String margin = "  ";
    if (problem.origin().isPresent()) {
      Origin origin = problem.origin().get();
      String number = Integer.toString(origin.line());
      margin = " ".repeat(number.length() + 1);
      boolean isFile = origin.source().file().isPresent();
      lines.add(" ".repeat(number.length()) + "--> " + (isFile ? origin : "command line"));
      if (isFile) {
        lines.add(margin + "|");
        excerpt(origin, number + " | ", margin + "| ", lines);
      } else {
        excerpt(origin, margin + "| ", margin + "| ", lines);
      }
    }
    String bullet = margin + "= ";
    problem.expected().ifPresent(expected -> lines.add(bullet + "expected " + expected));
    problem.notes().forEach(note -> lines.add(bullet + "note: " + note));
    problem.help().ifPresent(help -> lines.add(bullet + "help: " + help));
  }

  private static void excerpt(Origin origin, String first, String second, List<String> lines) {
    // A tab is one column for the parser; as one blank it is so on the screen too.
    int[] text = origin.source().line(origin.line()).replace('\t', ' ').codePoints().toArray();
    int column = Math.min(origin.column() - 1, text.length);
    int from =
        text.length <= WIDTH ? 0 : Math.max(0, Math.min(column - WIDTH / 3, text.length - WIDTH));
    int to = Math.min(text.length, from + WIDTH);
    String before = from > 0 ? "… " : "";
    String after = to < text.length ? " …" : "";
    lines.add(first + before + new String(text, from, to - from) + after);
    int carets = Math.max(1, Math.min(origin.length(), to - column));
    lines.add(second + " ".repeat(before.length() + column - from) + "^".repeat(carets));
  }
}
