package dev.nn.testkit.backend;

import dev.nn.api.op.Concat;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Split;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The same elements in other places; not a bit may change. */
final class ShapeCases {
  private static final List<Shape> SHAPES =
      List.of(Shape.of(7), Shape.of(1, 7), Shape.of(3, 5), Shape.of(33, 65), Shape.of(2, 3, 4, 5));

  private ShapeCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : DataType.values()) {
      reshape(dtype, cases);
      transpose(dtype, cases);
      for (Shape shape : SHAPES) {
        for (int axis = 0; axis < shape.rank(); axis++) {
          slice(dtype, shape, axis, cases);
          pad(dtype, shape, axis, cases);
          cases.add(OpCase.of(new Split(axis, 1), Samples.of(dtype, shape)));
          cases.add(OpCase.of(new Split(axis, shape.size(axis)), Samples.of(dtype, shape)));
          concat(dtype, shape, axis, cases);
          cases.add(OpCase.of(new Reverse(axis), Samples.of(dtype, shape)));
        }
      }
    }
    return cases.stream().map(OpCase::exactly).toList();
  }

  private static void reshape(DataType dtype, List<OpCase> cases) {
    cases.add(OpCase.of(new Reshape(Shape.of(1, 1)), Samples.of(dtype, Shape.SCALAR)));
    cases.add(OpCase.of(new Reshape(Shape.SCALAR), Samples.of(dtype, Shape.of(1))));
    cases.add(OpCase.of(new Reshape(Shape.of(7)), Samples.of(dtype, Shape.of(7))));
    cases.add(OpCase.of(new Reshape(Shape.of(4, 6)), Samples.of(dtype, Shape.of(2, 3, 4))));
    cases.add(OpCase.of(new Reshape(Shape.of(65, 33)), Samples.of(dtype, Shape.of(33, 65))));
  }

  private static void transpose(DataType dtype, List<OpCase> cases) {
    cases.add(OpCase.of(new Transpose(List.of()), Samples.of(dtype, Shape.SCALAR)));
    cases.add(OpCase.of(new Transpose(List.of(0)), Samples.of(dtype, Shape.of(7))));
    for (Shape shape :
        List.of(Shape.of(1, 7), Shape.of(3, 5), Shape.of(33, 65), Shape.of(16, 16))) {
      cases.add(OpCase.of(new Transpose(List.of(1, 0)), Samples.of(dtype, shape)));
      cases.add(OpCase.of(new Transpose(List.of(0, 1)), Samples.of(dtype, shape)));
    }
    for (List<Integer> order :
        List.of(List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 1, 0))) {
      cases.add(OpCase.of(new Transpose(order), Samples.of(dtype, Shape.of(3, 4, 5))));
    }
    for (List<Integer> order :
        List.of(
            List.of(0, 2, 3, 1), List.of(0, 3, 1, 2), List.of(1, 0, 3, 2), List.of(0, 2, 1, 3))) {
      cases.add(OpCase.of(new Transpose(order), Samples.of(dtype, Shape.of(2, 3, 4, 5))));
    }
  }

  private static void slice(DataType dtype, Shape shape, int axis, List<OpCase> cases) {
    int size = shape.size(axis);
    Tensor x = Samples.of(dtype, shape);
    cases.add(OpCase.of(new Slice(axis, 0, size), x));
    cases.add(OpCase.of(new Slice(axis, 0, (size + 1) / 2), x));
    cases.add(OpCase.of(new Slice(axis, size / 2, size - size / 2), x));
    if (size > 2) {
      cases.add(OpCase.of(new Slice(axis, 1, size - 2), x));
    }
  }

  private static void pad(DataType dtype, Shape shape, int axis, List<OpCase> cases) {
    Tensor x = Samples.of(dtype, shape);
    cases.add(OpCase.of(new Pad(axis, 0, 0), x));
    cases.add(OpCase.of(new Pad(axis, 2, 0), x));
    cases.add(OpCase.of(new Pad(axis, 0, 3), x));
    cases.add(OpCase.of(new Pad(axis, 1, 2), x));
  }

  private static void concat(DataType dtype, Shape shape, int axis, List<OpCase> cases) {
    for (int count = 1; count <= 3; count++) {
      Tensor[] parts =
          IntStream.range(0, count)
              .mapToObj(i -> Samples.of(dtype, shape.with(axis, shape.size(axis) + i)))
              .toArray(Tensor[]::new);
      cases.add(OpCase.of(new Concat(axis), parts));
    }
  }
}
