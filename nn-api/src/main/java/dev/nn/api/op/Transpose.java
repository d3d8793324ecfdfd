package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Axes in another order: axis i of the result is axis {@code permutation[i]} of the input.
 *
 * @param permutation of 0 … rank−1
 */
public record Transpose(List<Integer> permutation) implements Op {
  /** Copies the list. */
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public String name() {
    return "transpose";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape from = inputs.get(0).shape();
    List<Integer> all = IntStream.range(0, from.rank()).boxed().toList();
    if (!permutation.stream().sorted().toList().equals(all)) {
      throw new ShapeException(permutation + " is not an order of the axes of " + from);
    }
    return List.of(
        inputs.get(0).withShape(Shape.of(permutation.stream().map(from::size).toList())));
  }

  @Override
  public void backward(Backward at) {
    int[] inverse = new int[permutation.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.get(i)] = i;
    }
    at.accumulate(0, at.gradient().transpose(inverse));
  }
}
