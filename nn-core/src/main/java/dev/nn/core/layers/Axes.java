package dev.nn.core.layers;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
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
    if (axis < -shape.rank() || axis >= shape.rank()) {
      throw new ShapeException(Kind.AXES, "%s has no axis %d to work along".formatted(layer, axis))
          .about("axis")
          .helping(
              shape.rank() == 2
                  ? "axis: 1 is the only one that examples have"
                  : "examples have the axes 1 to %d, or -1 for the last"
                      .formatted(shape.rank() - 1));
    }
    int resolved = shape.axis(axis);
    if (resolved == 0) {
      throw new ShapeException(Kind.AXES, layer + " cannot work along the batch axis")
          .about("axis")
          .helping("axis 0 is the batch; the examples' own axes begin with 1");
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
