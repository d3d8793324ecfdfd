package dev.nn.api.data;

import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Examples in memory: named inputs, named targets and optional sample weights. The first axis of
 * every tensor counts the examples.
 *
 * @param inputs by input name, each {@code [examples, ...]}
 * @param targets by output name, each {@code [examples, ...]}; int32 class indices or floating
 *     values
 * @param sampleWeights {@code [examples]}, floating; how much each example counts in the loss
 * @param units the way back to the units of the data; absent where targets are in those already
 * @param places where each example was read; absent where that cannot be said
 */
public record Dataset(
    Map<String, Tensor> inputs,
    Map<String, Tensor> targets,
    Optional<Tensor> sampleWeights,
    Optional<OriginalUnits> units,
    Optional<ExamplePlaces> places) {

  /**
   * @throws ShapeException if there is no input or the tensors disagree about the number of
   *     examples
   */
  public Dataset {
    inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    targets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    if (inputs.isEmpty()) {
      throw new ShapeException("a data set needs at least one input");
    }
    List<Integer> sizes =
        Stream.concat(
                Stream.concat(inputs.values().stream(), targets.values().stream()),
                sampleWeights.stream())
            .map(tensor -> tensor.shape().size(0))
            .distinct()
            .toList();
    if (sizes.size() != 1) {
      throw new ShapeException(
          "tensors of one data set have different numbers of examples: " + sizes);
    }
  }

  /** A data set whose targets are in the units of the data, read nowhere in particular. */
  public Dataset(
      Map<String, Tensor> inputs, Map<String, Tensor> targets, Optional<Tensor> sampleWeights) {
    this(inputs, targets, sampleWeights, Optional.empty(), Optional.empty());
  }

  /**
   * A data set with one input named {@code input} and one target named {@code output}, unweighted.
   */
  public static Dataset of(Tensor input, Tensor target) {
    return new Dataset(Map.of("input", input), Map.of("output", target), Optional.empty());
  }

  /** Number of examples. */
  public int size() {
    return inputs.values().iterator().next().shape().size(0);
  }

  /** The given examples, in the given order. */
  public Dataset select(int... indices) {
    return new Dataset(
        select(inputs, indices),
        select(targets, indices),
        sampleWeights.map(weights -> weights.rows(indices)),
        units.map(each -> each.select(indices)),
        places.map(each -> each.select(indices)));
  }

  private static Map<String, Tensor> select(Map<String, Tensor> tensors, int[] indices) {
    Map<String, Tensor> selected = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> selected.put(name, tensor.rows(indices)));
    return selected;
  }
}
