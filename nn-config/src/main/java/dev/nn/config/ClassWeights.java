package dev.nn.config;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.ClassCounts;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.OutputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The weights that {@code train.class_weight} gives to the classes of each output. */
final class ClassWeights {
  private static final String KEY = "train.class_weight";

  private final ClassWeight spec;
  private final Places places;
  private final Problems problems;
  private final Set<String> classes = new LinkedHashSet<>();

  ClassWeights(ClassWeight spec, Places places, Problems problems) {
    this.spec = spec;
    this.places = places;
    this.problems = problems;
  }

  /**
   * Weights in the order of the classes; empty if the output's target is no class.
   *
   * @param names of the classes; if empty, they are called by their index
   * @param target of the training part
   * @param units of the output
   */
  List<Double> of(OutputSpec output, List<String> names, Tensor target, int units) {
    TargetKind kind = output.loss().targetKind();
    boolean several =
        kind == TargetKind.BINARY && target.shape().rank() > 1 && target.shape().size(-1) > 1;
    if (kind == TargetKind.VALUE || several) {
      return List.of();
    }
    List<String> called = new ArrayList<>(names);
    if (called.isEmpty()) {
      for (int k = 0; k < (kind == TargetKind.BINARY ? 2 : units); k++) {
        called.add(Integer.toString(k));
      }
    }
    classes.addAll(called);
    return spec.balanced()
        ? balanced(ClassCounts.of(kind, target, called.size()))
        : called.stream().map(name -> spec.weights().getOrDefault(name, 1.0)).toList();
  }

  /** Reports classes that no output has, and weights where there is no class to weigh. */
  void finish() {
    if (classes.isEmpty()) {
      problems.add(
          Problem.at(
                  Code.NO_CLASSES,
                  places.path(KEY),
                  "there are no classes to weigh: the target is no class")
              .helping("leave class_weight out, or choose a loss for classes"));
      return;
    }
    for (String name : spec.weights().keySet()) {
      if (!classes.contains(name)) {
        problems.add(
            Problem.at(
                    Code.UNKNOWN_CLASS,
                    places.path(KEY + "." + name),
                    "'" + name + "' is no class of the target")
                .expectingOneOf(classes, name));
      }
    }
  }

  /** n/(k·count); 1 for a class without examples, which nothing will ask for. */
  private static List<Double> balanced(double[] counts) {
    double n = Arrays.stream(counts).sum();
    long k = Arrays.stream(counts).filter(count -> count > 0).count();
    List<Double> weights = new ArrayList<>();
    for (double count : counts) {
      weights.add(count == 0 ? 1 : n / (k * count));
    }
    return Collections.unmodifiableList(weights);
  }
}
