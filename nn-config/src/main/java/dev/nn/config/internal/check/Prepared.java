package dev.nn.config.internal.check;

import dev.nn.api.data.PreparedData;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.train.Objective;
import java.util.List;

/**
 * A config and its data, which fit each other.
 *
 * @param setup the config; its wiring calls inputs as the data do
 * @param data what is learned from
 * @param objectives which target each output is trained for
 */
public record Prepared(Setup setup, PreparedData data, List<Objective> objectives) {
  /** Copies the list. */
  public Prepared {
    objectives = List.copyOf(objectives);
  }

  /** The output that an objective is for. */
  public OutputSpec output(Objective objective) {
    return setup.outputs().stream()
        .filter(output -> output.layer().equals(objective.output()))
        .findFirst()
        .orElseThrow();
  }

  /** Steps in one epoch of training. */
  public long stepsPerEpoch() {
    int batch = setup.spec().train().batchSize();
    return (data.train().size() + batch - 1L) / batch;
  }

  /** Steps of the whole training. */
  public long steps() {
    return stepsPerEpoch() * setup.spec().train().epochs();
  }
}
