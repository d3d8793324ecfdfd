package dev.nn.config.internal.check;

import dev.nn.config.problem.Problem;
import java.util.function.Consumer;

/** As {@link ConfigCheck}, where the data are there. */
@FunctionalInterface
public interface DataCheck {
  /**
   * @param found takes each, with a code that is a warning
   */
  void check(Prepared prepared, Consumer<Problem> found);
}
