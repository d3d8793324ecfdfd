package dev.nn.config.problem;

import java.util.Comparator;
import java.util.List;

/** A config that is wrong; holds every problem found, in the order of their places. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** At least one problem, in any order. */
  public ConfigException(List<Problem> problems) {
    super(ProblemPrinter.print(sorted(problems)));
    this.problems = sorted(problems);
  }

  /** A single problem. */
  public ConfigException(Problem problem) {
    this(List.of(problem));
  }

  /** Every problem found, in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparing(
                problem -> problem.origin().orElse(null),
                Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }
}
