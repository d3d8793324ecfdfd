package dev.nn.testkit.backend;

import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Matrix products: all transpositions, vectors as matrices, stacks. */
final class LinearCases {
  /** m, k, n. At most 129 terms per sum, so that float32 stays inside its tolerance. */
  private static final int[][] SIZES = {
    {1, 1, 1},
    {3, 5, 7},
    {1, 17, 9},
    {9, 17, 1},
    {5, 1, 4},
    {16, 16, 16},
    {33, 65, 17},
    {7, 129, 48}
  };

  private static final List<Shape> STACKS =
      List.of(Shape.SCALAR, Shape.of(1), Shape.of(3), Shape.of(2, 3));

  private LinearCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (boolean left : new boolean[] {false, true}) {
        for (boolean right : new boolean[] {false, true}) {
          for (int[] size : SIZES) {
            cases.add(matmul(dtype, left, right, Shape.SCALAR, size));
          }
          for (Shape stack : STACKS) {
            cases.add(matmul(dtype, left, right, stack, new int[] {4, 5, 6}));
          }
        }
      }
    }
    return cases;
  }

  private static OpCase matmul(
      DataType dtype, boolean left, boolean right, Shape stack, int[] size) {
    Shape a = left ? Shape.of(size[1], size[0]) : Shape.of(size[0], size[1]);
    Shape b = right ? Shape.of(size[2], size[1]) : Shape.of(size[1], size[2]);
    return OpCase.of(
        new MatMul(left, right),
        Samples.between(-1, 1, dtype, stack.concat(a)),
        Samples.between(-1.01, 1, dtype, stack.concat(b)));
  }
}
