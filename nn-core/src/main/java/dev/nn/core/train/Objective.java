package dev.nn.core.train;

import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one output is trained for and measured by.
 *
 * @param output name of the network's output
 * @param target name of the target in the data set
 * @param loss its cost
 * @param weight factor of its cost in the sum over outputs
 * @param metrics by display name, in order
 * @param classWeights how much examples of each class count in the cost while training; all alike
 *     if empty
 */
public record Objective(
    String output,
    String target,
    Loss loss,
    double weight,
    Map<String, Metric> metrics,
    List<Double> classWeights) {
  /** Copies the metrics, keeping their order, and the weights. */
  public Objective {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    classWeights = List.copyOf(classWeights);
  }

  /** With classes that count alike. */
  public Objective(
      String output, String target, Loss loss, double weight, Map<String, Metric> metrics) {
    this(output, target, loss, weight, metrics, List.of());
  }
}
