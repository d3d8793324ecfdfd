package dev.nn.config.internal.check;

import dev.nn.config.problem.Problem;
import java.util.function.Consumer;

/** Looks for one kind of thing in a config that is legal, but probably not meant. */
@FunctionalInterface
public interface ConfigCheck {
  /**
   * @param found takes each, with a code that is a warning
   */
  void check(Setup setup, Consumer<Problem> found);
}
