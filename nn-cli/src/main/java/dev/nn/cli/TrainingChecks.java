package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.api.train.Callback;
import dev.nn.config.problem.NearestName;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.callbacks.EarlyStopping;
import java.util.ArrayList;
import java.util.List;

/** Finds before the first step what would fail after the first epoch. */
final class TrainingChecks {
  private TrainingChecks() {}

  /**
   * @throws UsageException if early stopping watches what there will not be
   */
  static void check(ExperimentSpec spec, PreparedData data) {
    for (Callback callback : spec.callbacks()) {
      if (callback instanceof EarlyStopping stopping) {
        check(stopping, spec, data);
      }
    }
  }

  private static void check(EarlyStopping stopping, ExperimentSpec spec, PreparedData data) {
    String monitor = stopping.monitor();
    List<String> names = names(spec);
    boolean ofValidation = monitor.startsWith("val_");
    String name = ofValidation ? monitor.substring("val_".length()) : monitor;
    if (!names.contains(name) && !monitor.equals("learning_rate")) {
      throw new UsageException(
          "early_stopping monitors '" + monitor + "', which is not measured",
          NearestName.of(name, names)
              .map(near -> "did you mean '" + (ofValidation ? "val_" : "") + near + "'?")
              .orElse("one of: " + String.join(", ", names) + ", or these with val_"));
    }
    if (ofValidation && data.validation().isEmpty()) {
      throw new UsageException(
          "early_stopping monitors '" + monitor + "', but there are no validation data",
          "set data.split.validation, such as 0.15, or monitor '" + name + "'");
    }
    if (stopping.mode().of(monitor).isEmpty()) {
      throw new UsageException(
          "early_stopping monitors '" + monitor + "': is it to grow or to fall?",
          "set mode: min or max");
    }
  }

  private static List<String> names(ExperimentSpec spec) {
    List<String> names = new ArrayList<>(List.of("loss"));
    boolean several = spec.model().outputs().size() > 1;
    for (OutputSpec output : spec.model().outputs()) {
      String prefix = several ? output.layer() + "/" : "";
      if (several) {
        names.add(prefix + "loss");
      }
      output.metrics().keySet().forEach(metric -> names.add(prefix + metric));
    }
    return names;
  }
}
