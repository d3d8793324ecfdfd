package dev.nn.config;

import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.ClassWeight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code train.class_weight}. */
final class ClassWeightReader {
  private final RecordBinder binder;
  private final Problems problems;

  ClassWeightReader(RecordBinder binder, Problems problems) {
    this.binder = binder;
    this.problems = problems;
  }

  /**
   * @param train the value of {@code train}
   */
  Optional<ClassWeight> read(ConfigNode train) {
    Optional<ConfigNode> node =
        Optional.of(train)
            .filter(ConfigNode.Mapping.class::isInstance)
            .flatMap(each -> ((ConfigNode.Mapping) each).get("class_weight"))
            .filter(each -> !(each instanceof ConfigNode.Scalar scalar && scalar.isNull()));
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String what = "'class_weight' in 'train'";
    if (node.get() instanceof ConfigNode.Scalar scalar) {
      if (!scalar.text().equals(ClassWeight.BALANCED)) {
        problems.add(
            Problem.at(
                    Code.UNKNOWN_CHOICE, scalar.origin(), what + " cannot be " + scalar.describe())
                .expecting("'balanced', or a mapping from classes to weights"));
      }
      return Optional.of(new ClassWeight(true, Map.of()));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    binder
        .mapping(node.get(), what)
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach(
                        (label, entry) ->
                            weight(label, entry.value())
                                .ifPresent(weight -> weights.put(label, weight))));
    return Optional.of(new ClassWeight(false, weights));
  }

  private Optional<Double> weight(String label, ConfigNode node) {
    Optional<Double> weight = binder.value(Double.class, node, "train.class_weight." + label);
    weight
        .filter(each -> !(each >= 0 && each < Double.POSITIVE_INFINITY))
        .ifPresent(
            each ->
                problems.add(
                    Problem.at(
                            Code.OUT_OF_RANGE,
                            node.origin(),
                            "the weight of class '%s' must be at least 0, found %s"
                                .formatted(label, each))
                        .expecting("at least 0")));
    return weight;
  }
}
