package dev.nn.config.spec;

import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something read out and trained.
 *
 * @param layer name of the layer
 * @param target name of the target in the data; left out: the one called like the layer, or the
 *     only one
 * @param loss its cost
 * @param weight factor of its cost in the sum over outputs; default 1
 * @param metrics by display name, in order; default none
 */
public record OutputSpec(
    String layer, Optional<String> target, Loss loss, double weight, Map<String, Metric> metrics) {
  /** Copies the metrics, keeping their order. */
  public OutputSpec {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
