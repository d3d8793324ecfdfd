package dev.nn.config.problem;

import java.util.List;

/** A config that is wrong; holds every problem found, in the order of their places. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** At least one error, in any order, and the warnings of the same config. */
  public ConfigException(List<Problem> problems) {
    super(ProblemPrinter.print(sorted(problems)));
    this.problems = sorted(problems);
  }

  /** A single problem. */
  public ConfigException(Problem problem) {
    this(List.of(problem));
  }

  /** Every error and warning found, in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(Problem.BY_PLACE).toList();
  }
}
