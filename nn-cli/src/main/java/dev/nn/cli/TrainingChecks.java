package dev.nn.cli;

import dev.nn.api.train.Callback;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.core.callbacks.ReduceLrOnPlateau;

/** Finds before the first step what would fail after the first epoch. */
final class TrainingChecks {
  private TrainingChecks() {}

  /**
   * @throws UsageException if a callback cannot know which way the number that it watches is better
   */
  static void check(ExperimentSpec spec) {
    for (Callback callback : spec.callbacks()) {
      if (callback instanceof EarlyStopping stopping) {
        check("early_stopping", stopping.monitor(), stopping.mode(), spec);
      } else if (callback instanceof ReduceLrOnPlateau reducing) {
        check("reduce_lr_on_plateau", reducing.monitor(), reducing.mode(), spec);
      }
    }
  }

  private static void check(
      String callback, String monitor, MonitorMode mode, ExperimentSpec spec) {
    // What is never computed does no harm; there is a warning about it.
    boolean computed = spec.measured().contains(monitor.replaceFirst("^val_", ""));
    if (computed && mode.of(monitor).isEmpty()) {
      throw new UsageException(
          callback + " monitors '" + monitor + "': is it to grow or to fall?",
          "set mode: min or max");
    }
  }
}
