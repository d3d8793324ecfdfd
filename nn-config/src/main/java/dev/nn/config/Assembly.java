package dev.nn.config;

import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import java.util.List;

/**
 * What is trained.
 *
 * @param network its layers
 * @param objectives what each output is trained for
 */
public record Assembly(Network network, List<Objective> objectives) {
  /** Copies the list. */
  public Assembly {
    objectives = List.copyOf(objectives);
  }
}
