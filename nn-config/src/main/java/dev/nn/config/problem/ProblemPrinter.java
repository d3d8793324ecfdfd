package dev.nn.config.problem;

import dev.nn.config.problem.Paint.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints problems as a compiler does: place, line, caret, what was expected, a way out. */
public final class ProblemPrinter {
  /** Where the name that was meant is known, a longer list of names is only noise. */
  private static final int MOST_CHOICES = 20;

  /** Columns of a list of names. */
  private static final int WIDTH = 110;

  private final Paint paint;

  /** In that paint. */
  public ProblemPrinter(Paint paint) {
    this.paint = paint;
  }

  /** All problems and a last line with the numbers of errors and warnings; plain. */
  public static String print(List<Problem> problems) {
    return new ProblemPrinter(Paint.PLAIN).report(problems);
  }

  /** All problems and a last line with the numbers of errors and warnings. */
  public String report(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      add(problem, lines);
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
        : Optional.of(
            (count < Problems.MOST ? "" : "at least ")
                + count
                + " "
                + severity.word()
                + (count == 1 ? "" : "s"));
  }

  private void add(Problem problem, List<String> lines) {
    Part severity = Part.of(problem.severity());
    String title = "%s[%s]".formatted(problem.severity().word(), problem.code().id());
    lines.add(
        paint.on(severity, title) + paint.on(Part.MESSAGE, ": " + Visible.text(problem.message())));
    Excerpt excerpt = new Excerpt(paint);
    problem.origin().ifPresent(origin -> lines.addAll(excerpt.of(origin, severity, '^')));
    String margin = problem.origin().map(Excerpt::margin).orElse("  ");
    String bullet = margin + paint.on(Part.FRAME, "= ");
    expectation(problem)
        .ifPresent(
            text ->
                lines.addAll(
                    wrapped(bullet, margin.length() + 2, "expected " + Visible.text(text))));
    for (Note note : problem.notes()) {
      if (note.place().isEmpty()) {
        lines.add(bullet + paint.on(Part.NOTE, "note") + ": " + Visible.text(note.text()));
      }
    }
    problem
        .help()
        .ifPresent(
            help -> lines.add(bullet + paint.on(Part.HELP, "help") + ": " + Visible.text(help)));
    for (Note note : problem.notes()) {
      note.place()
          .ifPresent(
              place -> {
                lines.add(paint.on(Part.NOTE, "note") + ": " + Visible.text(note.text()));
                lines.addAll(excerpt.of(place, Part.FRAME, '-'));
              });
    }
  }

  /** What would have been right, unless the message or the help says so. */
  private static Optional<String> expectation(Problem problem) {
    boolean noise = problem.help().isPresent() && problem.choices().size() > MOST_CHOICES;
    return problem.expectation().filter(text -> !noise && !problem.message().contains(text));
  }

  /** Long lists of names are broken into lines, one below the other. */
  private static List<String> wrapped(String bullet, int indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<=, )")) {
      if (line.length() > 0 && indent + line.length() + word.strip().length() > WIDTH) {
        lines.add(
            (lines.isEmpty() ? bullet : " ".repeat(indent)) + line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add((lines.isEmpty() ? bullet : " ".repeat(indent)) + line);
    return lines;
  }
}
