package dev.nn.config.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much examples of each class count while training: {@code balanced}, so that all classes count
 * alike, or a weight for each class, 1 for those not named.
 *
 * @param balanced whether the weight of a class is n/(k·count), n training examples in k classes,
 *     count of them in this one
 * @param weights otherwise, by class
 */
public record ClassWeight(boolean balanced, Map<String, Double> weights) {
  /** Says that all classes count alike. */
  public static final String BALANCED = "balanced";

  /** Copies the weights, keeping their order. */
  public ClassWeight {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** As it stands in a config. */
  public Object written() {
    return balanced ? BALANCED : weights;
  }
}
