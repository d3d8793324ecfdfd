package dev.nn.core.layers;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;

/** Axes as users count them: from the front, or with a minus from the back. */
final class Axes {
  private Axes() {}

  /**
   * An axis, counted from 0.
   *
   * @throws ShapeException if there is no such axis, or it is the batch
   */
  static int ofExample(String layer, Shape shape, int axis) {
    int resolved = shape.axis(axis);
    if (resolved == 0) {
      throw new ShapeException(layer + " cannot work along the batch axis");
    }
    return resolved;
  }

  /**
   * Axes, counted from 0, ascending, each once.
   *
   * @throws ShapeException if there is no such axis, or one is the batch
   */
  static int[] ofExample(String layer, Shape shape, List<Integer> axes) {
    return axes.stream()
        .mapToInt(axis -> ofExample(layer, shape, axis))
        .sorted()
        .distinct()
        .toArray();
  }

  /** The shape with size 1 on all other axes. */
  static Shape keeping(Shape shape, int... axes) {
    int[] sizes = new int[shape.rank()];
    Arrays.fill(sizes, 1);
    for (int axis : axes) {
      sizes[axis] = shape.size(axis);
    }
    return Shape.of(sizes);
  }

  /** The sizes of these axes alone. */
  static Shape only(Shape shape, int... axes) {
    return Shape.of(Arrays.stream(axes).map(shape::size).toArray());
  }
}
