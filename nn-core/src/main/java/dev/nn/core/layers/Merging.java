package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/** What the element-wise merge layers have in common. */
final class Merging {
  private Merging() {}

  /**
   * Inputs of one rank: where an input has fewer axes, axes of size 1 are put in after the batch,
   * as Keras does, so that NumPy's rules can stretch them.
   *
   * @throws ShapeException if there are fewer than two inputs, they differ in batch or type, or
   *     their shapes do not fit
   */
  static List<Value> aligned(String layer, List<Value> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException(layer + " needs at least two inputs, not " + inputs.size());
    }
    int rank = inputs.stream().mapToInt(input -> input.shape().rank()).max().getAsInt();
    List<Value> aligned = new ArrayList<>();
    for (Value input : inputs) {
      Shape shape = input.shape();
      int[] sizes = new int[rank];
      Arrays.fill(sizes, 1);
      for (int i = 1; i < shape.rank(); i++) {
        sizes[rank - i] = shape.size(-i);
      }
      sizes[0] = shape.size(0);
      aligned.add(input.reshape(Shape.of(sizes)));
    }
    Value first = aligned.get(0);
    Shape shape = first.shape();
    for (int i = 1; i < aligned.size(); i++) {
      Value other = aligned.get(i);
      if (other.dtype() != first.dtype() || other.shape().size(0) != shape.size(0)) {
        throw misfit(layer, "they need one type and batch size");
      }
      try {
        shape = Shape.broadcast(shape, other.shape());
      } catch (ShapeException e) {
        throw misfit(layer, "sizes must be equal or 1");
      }
    }
    return aligned;
  }

  /** The inputs, aligned, combined from the first to the last. */
  static Value fold(String layer, List<Value> inputs, BinaryOperator<Value> combine) {
    return aligned(layer, inputs).stream().reduce(combine).orElseThrow();
  }

  static ShapeException misfit(String layer, String expected) {
    return new ShapeException(layer + " cannot combine its inputs: " + expected);
  }
}
