package dev.nn.cli.schema;

import dev.nn.config.registry.Kind;
import java.util.Map;

/** A config that is right, with a place for a part of each kind. */
final class Slots {
  /** Values that {@code ${vars.…}} can stand for. */
  static final String VARIABLES = "vars: {whole: 2, half: 0.5, yes: true, text: x}\n";

  private static final Map<Kind<?>, String> PLACES =
      Map.of(
          Kind.ACTIVATION, "model: {layers: [{type: dense, units: 2, activation: PART}]}",
          Kind.INITIALIZER, "model: {layers: [{type: dense, units: 2, kernel_initializer: PART}]}",
          Kind.REGULARIZER, "model: {layers: [{type: dense, units: 2, kernel_regularizer: PART}]}",
          Kind.CONSTRAINT, "model: {layers: [{type: dense, units: 2, kernel_constraint: PART}]}",
          Kind.SCHEDULE, "optimizer: {type: sgd, learning_rate: PART}",
          Kind.LAYER, "model: {layers: [{type: dense, units: 2}, PART]}",
          Kind.METRIC, "metrics: [PART]",
          Kind.CALLBACK, "callbacks: [PART]");

  private static final Map<String, String> SECTIONS =
      Map.of(
          "data", "data: xor",
          "model", "model: {layers: [{type: dense, units: 2}]}",
          "loss", "loss: mean_squared_error",
          "optimizer", "optimizer: sgd");

  private Slots() {}

  /** The config with a part of a kind in it, which is YAML on one line. */
  static String with(Kind<?> kind, String part) {
    // Where a kind has no place above, it is a section of its own: data, loss, optimizer.
    String place =
        PLACES.getOrDefault(kind, (kind == Kind.DATA ? "data" : kind.singular()) + ": PART");
    return with(place.replace("PART", part));
  }

  /** The config with a section in place of its own. */
  static String with(String section) {
    StringBuilder config = new StringBuilder(VARIABLES).append(section).append('\n');
    SECTIONS.forEach(
        (name, standard) -> {
          if (!section.startsWith(name + ":")) {
            config.append(standard).append('\n');
          }
        });
    return config.toString();
  }
}
