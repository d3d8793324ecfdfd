package dev.nn.core.callbacks;

import dev.nn.api.train.Training;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number that a callback watches.
 *
 * @param callback the callback's name, for messages
 * @param name what is watched
 * @param mode which way it gets better
 */
record Monitor(String callback, String name, MonitorMode mode) {
  /**
   * Its value at the end of an epoch; empty if it is not computed, so that there is nothing to do.
   */
  OptionalDouble value(Training training) {
    Double value = training.logs().get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Which way it gets better: {@link MonitorMode#MIN} or {@link MonitorMode#MAX}; unless stated, as
   * the metric says, or else its name.
   *
   * @throws IllegalArgumentException if neither tells
   */
  MonitorMode direction(Training training) {
    Optional<MonitorMode> stated =
        mode == MonitorMode.AUTO
            ? training.greaterIsBetter(name).map(MonitorMode::ofGreater)
            : Optional.empty();
    return stated
        .or(() -> mode.of(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    callback
                        + ": whether '"
                        + name
                        + "' is to grow or to fall is not known; set mode: min or max"));
  }
}
