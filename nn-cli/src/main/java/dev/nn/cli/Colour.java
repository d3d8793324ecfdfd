package dev.nn.cli;

import dev.nn.config.problem.Paint;
import java.util.Map;

/** Whether what people read is coloured. */
final class Colour {
  /** What can be asked for. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  private final boolean suits;
  private When when = When.AUTO;

  /**
   * @param suits whether there is a reader who likes it
   */
  Colour(boolean suits) {
    this.suits = suits;
  }

  /** Whether standard error is a terminal that has colours, and the user has not objected. */
  static boolean suits(boolean terminal, Map<String, String> environment) {
    // https://no-color.org: set to anything but nothing.
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return terminal && !unwanted && !"dumb".equals(environment.get("TERM"));
  }

  void choose(When choice) {
    this.when = choice;
  }

  Paint paint() {
    return when == When.ALWAYS || when == When.AUTO && suits ? Paint.ANSI : Paint.PLAIN;
  }
}
