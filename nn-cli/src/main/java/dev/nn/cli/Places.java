package dev.nn.cli;

import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Places in tensors, for people and programs. */
final class Places {
  private Places() {}

  /** Such as {@code [3, 17]}; {@code []} in a scalar. */
  static String text(Shape shape, int index) {
    return indices(shape, index).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** One index for each axis. */
  static List<Integer> indices(Shape shape, int index) {
    List<Integer> indices = new ArrayList<>();
    int rest = index;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int stride = shape.strides()[axis];
      indices.add(rest / stride);
      rest %= stride;
    }
    return indices;
  }
}
