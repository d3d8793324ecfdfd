package dev.nn.core.callbacks;

import dev.nn.api.train.Training;

/**
 * A number that a callback watches.
 *
 * @param callback the callback's name, for messages
 * @param name what is watched
 * @param mode which way it gets better: {@link MonitorMode#MIN} or {@link MonitorMode#MAX}
 */
record Monitor(String callback, String name, MonitorMode mode) {
  /**
   * @throws IllegalArgumentException if the name does not tell which way is better
   */
  static Monitor of(String callback, String name, MonitorMode mode) {
    return new Monitor(
        callback,
        name,
        mode.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        callback
                            + ": whether '"
                            + name
                            + "' is to grow or to fall is not known; set mode: min or max")));
  }

  /**
   * Its value at the end of an epoch.
   *
   * @throws IllegalArgumentException if it is not measured
   */
  double value(Training training) {
    Double value = training.logs().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s: there is no '%s' to monitor, only %s"
              .formatted(callback, name, String.join(", ", training.logs().keySet())));
    }
    return value;
  }
}
