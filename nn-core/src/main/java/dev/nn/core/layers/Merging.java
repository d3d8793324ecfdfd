package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

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
      throw new ShapeException(
              Kind.COUNT, layer + " needs at least two inputs, not " + inputs.size())
          .helping("name them, such as inputs: [left, right]");
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
        throw misfit(layer, "they need one type");
      }
      try {
        shape = Shape.broadcast(shape, other.shape());
      } catch (ShapeException e) {
        throw misfit(layer, "sizes must be equal or 1")
            .helping(help(inputs.get(0).shape(), inputs.get(i).shape()));
      }
    }
    return aligned;
  }

  /** The inputs, aligned, combined from the first to the last. */
  static Value fold(String layer, List<Value> inputs, BinaryOperator<Value> combine) {
    return aligned(layer, inputs).stream().reduce(combine).orElseThrow();
  }

  /** How two inputs of unequal shapes can be made to fit. */
  static String help(Shape first, Shape other) {
    if (first.rank() != other.rank()) {
      return "put {type: flatten} behind the input with more axes, or reshape the other";
    }
    List<Integer> unequal =
        IntStream.range(1, first.rank())
            .filter(axis -> first.size(axis) != other.size(axis))
            .boxed()
            .toList();
    int last = first.rank() - 1;
    if (unequal.equals(List.of(last)) && first.rank() < 4) {
      return "give the layer that makes %d of them units: %d, or put {type: dense, units: %d} behind it"
          .formatted(other.size(last), first.size(last), first.size(last));
    }
    if (unequal.equals(List.of(1)) && first.rank() == 4) {
      return "put {type: conv2d, filters: %d, kernel_size: 1} behind the one with %d channels"
          .formatted(first.size(1), other.size(1));
    }
    return "equal strides, and padding: same, on both ways keep the sizes equal";
  }

  static ShapeException misfit(String layer, String expected) {
    return new ShapeException(Kind.UNEQUAL, layer + " cannot combine its inputs: " + expected);
  }
}
