package dev.nn.testkit.golden;

import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Layer;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;

/** What golden cases there are. */
enum GoldenKind {
  LAYERS("layers", "layer", Layer.class),
  LOSSES("losses", "loss", Loss.class),
  OPTIMIZERS("optimizers", "optimizer", Optimizer.class),
  SCHEDULES("schedules", "schedule", Schedule.class),
  METRICS("metrics", "metric", Metric.class),
  ACTIVATIONS("activations", "activation", Activation.class);

  private final String folder;
  private final String key;
  private final Class<?> type;

  GoldenKind(String folder, String key, Class<?> type) {
    this.folder = folder;
    this.key = key;
    this.type = type;
  }

  /** Where its files lie. */
  String folder() {
    return folder;
  }

  /** Under which key a file has the configuration. */
  String key() {
    return key;
  }

  /** What is configured. */
  Class<?> type() {
    return type;
  }
}
