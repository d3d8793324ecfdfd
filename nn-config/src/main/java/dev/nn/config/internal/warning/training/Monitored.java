package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Callback;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Origin;
import dev.nn.config.registry.Kind;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.core.callbacks.ReduceLrOnPlateau;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A callback that watches a number.
 *
 * @param index in the list of callbacks, from 0
 * @param callback the callback
 * @param type its name
 * @param monitor what it watches
 * @param mode which way is better
 */
record Monitored(int index, Callback callback, String type, String monitor, MonitorMode mode) {
  /** The beginning of the names of what is measured on the validation part. */
  static final String VALIDATION = "val_";

  /** All of a config, in order. */
  static List<Monitored> all(Setup setup) {
    List<Monitored> all = new ArrayList<>();
    List<Callback> callbacks = setup.spec().callbacks();
    for (int i = 0; i < callbacks.size(); i++) {
      of(i, callbacks.get(i), setup.name(Kind.CALLBACK, callbacks.get(i))).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Monitored> of(int index, Callback callback, String type) {
    if (callback instanceof EarlyStopping stopping) {
      return Optional.of(new Monitored(index, callback, type, stopping.monitor(), stopping.mode()));
    }
    return callback instanceof ReduceLrOnPlateau reducing
        ? Optional.of(new Monitored(index, callback, type, reducing.monitor(), reducing.mode()))
        : Optional.empty();
  }

  /** Whether it watches the validation part. */
  boolean ofValidation() {
    return monitor.startsWith(VALIDATION);
  }

  /** What it watches, on whichever part. */
  String measure() {
    return ofValidation() ? monitor.substring(VALIDATION.length()) : monitor;
  }

  /** The place of one of its keys, or its own. */
  Origin place(Setup setup, String key) {
    return setup.where().path("callbacks." + index + "." + key);
  }

  /** Whether the config gives one of its keys a value. */
  boolean says(Setup setup, String key) {
    return setup.says("callbacks." + index + "." + key);
  }
}
