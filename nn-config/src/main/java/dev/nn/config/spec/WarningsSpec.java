package dev.nn.config.spec;

import dev.nn.config.problem.Code;
import java.util.List;

/**
 * Which warnings are wanted.
 *
 * @param ignore kinds of warnings that are not reported; default none
 */
public record WarningsSpec(List<Code> ignore) {
  /** All warnings are reported. */
  public static final WarningsSpec ALL = new WarningsSpec(List.of());

  /** Copies the list. */
  public WarningsSpec {
    ignore = List.copyOf(ignore);
  }
}
