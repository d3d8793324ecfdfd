package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all are reported and not only the first. Not thread-safe. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Takes note of one. */
  public void add(Problem problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether there is none so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** How many so far. */
  public int count() {
    return found.size();
  }

  /**
   * @throws ConfigException if there are any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
  }
}
