package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects problems, so that all are reported and not only the first. Not thread-safe. */
public final class Problems {
  /** So many errors, and so many warnings, are kept: no one reads more. */
  static final int MOST = 200;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<Code> ignored = EnumSet.noneOf(Code.class);

  /** For a later stage: has the same warnings, ignores the same, and has no errors. */
  public Problems nextStage() {
    Problems next = new Problems();
    next.ignored.addAll(ignored);
    next.warnings.addAll(warnings);
    return next;
  }

  /**
   * Takes note of one, unless it was noted before, is to be ignored, or there are {@linkplain
   * #isFull too many}.
   */
  public void add(Problem problem) {
    List<Problem> known = problem.severity() == Severity.ERROR ? errors : warnings;
    if (known.size() < MOST && !known.contains(problem) && !ignored.contains(problem.code())) {
      known.add(problem);
    }
  }

  /** Drops warnings of a code, those already noted too; errors cannot be ignored. */
  public void ignore(Code code) {
    if (code.severity() == Severity.WARNING) {
      ignored.add(code);
      warnings.removeIf(warning -> warning.code() == code);
    }
  }

  /** Whether there is no error so far. */
  public boolean none() {
    return errors.isEmpty();
  }

  /** Whether there are so many errors that it is of no use to look for more. */
  public boolean isFull() {
    return errors.size() >= MOST;
  }

  /** How many errors so far. */
  public int count() {
    return errors.size();
  }

  /** The warnings so far, in the order of their places. */
  public List<Problem> warnings() {
    return warnings.stream().sorted(Problem.BY_PLACE).toList();
  }

  /** All errors and warnings so far, in the order of their places. */
  public List<Problem> all() {
    return Stream.concat(errors.stream(), warnings.stream()).sorted(Problem.BY_PLACE).toList();
  }

  /**
   * @throws ConfigException if there are errors; it tells the warnings too
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ConfigException(all());
    }
  }
}
