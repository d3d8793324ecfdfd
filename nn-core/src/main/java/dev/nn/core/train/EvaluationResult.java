package dev.nn.core.train;

import dev.nn.api.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good a model is on a data set.
 *
 * @param logs {@code loss} and every metric that one number can stand for, by name
 * @param results every metric, those with several numbers (a confusion matrix, scores per class)
 *     too
 * @param columns names of the columns of those that are tables by class
 */
public record EvaluationResult(
    Map<String, Double> logs, Map<String, Tensor> results, Map<String, List<String>> columns) {
  /** Copies the maps, keeping their order. */
  public EvaluationResult {
    logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    columns = Map.copyOf(columns);
  }
}
