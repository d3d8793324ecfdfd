package dev.nn.core.model;

import dev.nn.api.backend.Variables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Training;
import dev.nn.core.network.NetworkWriter.Declared;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Values of a model's variables at one moment.
 *
 * @param values by variable name, in the layout's order
 */
public record Weights(Map<String, Tensor> values) implements Training.Snapshot {
  /** Copies the map, keeping its order. */
  public Weights {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * First values, each from its initialiser with a generator of its own, seeded by {@code seed} and
   * the variable's name.
   */
  static Weights initial(List<Declared> variables, long seed) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Declared declared : variables) {
      String name = declared.variable().variable();
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash(name));
      double[] sample = declared.spec().initializer().sample(declared.spec(), random);
      values.put(name, Tensor.of(declared.variable().type(), sample));
    }
    return new Weights(values);
  }

  // FNV-1a, written out so that a seed means the same weights for ever.
  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  /** The current values of the variables that {@code of} accepts. */
  static Weights read(Variables variables, Predicate<Variable> of) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    variables.layout().variables().stream()
        .filter(of)
        .forEach(variable -> values.put(variable.variable(), variables.read(variable.variable())));
    return new Weights(values);
  }

  /** Name of the first variable that holds infinities or NaN. */
  public Optional<String> firstNonFinite() {
    return values.entrySet().stream()
        .filter(entry -> !isFinite(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isFinite(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        return false;
      }
    }
    return true;
  }

  void writeTo(Variables variables) {
    values.forEach(variables::write);
  }
}
