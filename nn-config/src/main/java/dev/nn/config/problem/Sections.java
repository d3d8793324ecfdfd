package dev.nn.config.problem;

import java.util.Map;
import java.util.Optional;

/** Where keys belong that are often written in the wrong section. */
public final class Sections {
  private static final Map<String, String> HOMES =
      Map.ofEntries(
          Map.entry("epochs", "train"),
          Map.entry("batch_size", "train"),
          Map.entry("shuffle", "train"),
          Map.entry("dtype", "train"),
          Map.entry("class_weight", "train"),
          Map.entry("layers", "model"),
          Map.entry("inputs", "model"),
          Map.entry("outputs", "model"),
          Map.entry("learning_rate", "optimizer"),
          Map.entry("lr", "optimizer"),
          Map.entry("momentum", "optimizer"),
          Map.entry("clipnorm", "optimizer"),
          Map.entry("weight_decay", "optimizer"),
          Map.entry("split", "data"),
          Map.entry("path", "data"),
          Map.entry("target", "data"),
          Map.entry("features", "data"),
          Map.entry("early_stopping", "callbacks"),
          Map.entry("reduce_lr_on_plateau", "callbacks"),
          Map.entry("patience", "callbacks"),
          Map.entry("threads", "backend"));

  private Sections() {}

  /** The section of the config that a key belongs to, if it is such a key. */
  public static Optional<String> of(String key) {
    return Optional.ofNullable(HOMES.get(key));
  }
}
