package dev.nn.testkit.backend;

import dev.nn.api.op.Gather;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Rows by number, with repetitions. */
final class IndexingCases {
  private static final List<Shape> INDICES =
      List.of(Shape.SCALAR, Shape.of(1), Shape.of(5), Shape.of(65), Shape.of(2, 3));
  private static final List<Shape> ROWS =
      List.of(Shape.SCALAR, Shape.of(1), Shape.of(3), Shape.of(33), Shape.of(2, 3));

  private IndexingCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (Shape indices : INDICES) {
      for (Shape row : ROWS) {
        for (int rows : new int[] {1, 7, 50}) {
          for (DataType dtype : DataType.values()) {
            cases.add(
                OpCase.of(
                        new Gather(),
                        Samples.of(dtype, row.withBatch(rows)),
                        Samples.indices(rows, indices))
                    .exactly());
            if (dtype != DataType.BOOL) {
              cases.add(
                  OpCase.of(
                      new ScatterAdd(rows),
                      Samples.indices(rows, indices),
                      Samples.of(dtype, indices.concat(row))));
            }
          }
        }
      }
    }
    for (DataType dtype : DataType.values()) {
      for (int depth : new int[] {1, 10, 33}) {
        for (Shape indices : INDICES) {
          cases.add(OpCase.of(new OneHot(depth, dtype), Samples.indices(depth, indices)).exactly());
        }
        cases.add(
            OpCase.of(
                    new OneHot(depth, dtype),
                    Samples.vector(DataType.INT32, 0, -1, depth, depth - 1, depth + 7, -1000))
                .note("some outside")
                .exactly());
      }
    }
    return cases;
  }
}
