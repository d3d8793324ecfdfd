package dev.nn.testkit.backend;

import static dev.nn.api.tensor.DataType.FLOAT32;
import static dev.nn.api.tensor.DataType.FLOAT64;
import static dev.nn.api.tensor.DataType.INT32;

import dev.nn.api.op.ArgMax;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Many numbers become one: leading, trailing, inner, all and no axes. */
final class ReductionCases {
  private record Over(Shape shape, List<Integer> axes) {}

  private static final List<Over> OVER =
      List.of(
          new Over(Shape.SCALAR, List.of()),
          new Over(Shape.of(7), List.of(0)),
          new Over(Shape.of(2000), List.of(0)),
          new Over(Shape.of(1, 5), List.of(0)),
          new Over(Shape.of(5, 1), List.of(1)),
          new Over(Shape.of(3, 5), List.of()),
          new Over(Shape.of(3, 5), List.of(0, 1)),
          new Over(Shape.of(33, 65), List.of(0)),
          new Over(Shape.of(3, 1100), List.of(0)),
          new Over(Shape.of(33, 65), List.of(1)),
          new Over(Shape.of(33, 65), List.of(0, 1)),
          new Over(Shape.of(2, 3, 4, 5), List.of(0)),
          new Over(Shape.of(2, 3, 4, 5), List.of(1)),
          new Over(Shape.of(2, 3, 4, 5), List.of(3)),
          new Over(Shape.of(2, 3, 4, 5), List.of(0, 2)),
          new Over(Shape.of(2, 3, 4, 5), List.of(0, 2, 3)),
          new Over(Shape.of(2, 3, 4, 5), List.of(1, 2, 3)),
          new Over(Shape.of(2, 3, 4, 5), List.of(0, 1, 2, 3)),
          new Over(Shape.of(40, 7, 9, 8), List.of(0, 2, 3)),
          new Over(Shape.of(3, 2, 1100), List.of(0, 2)));

  private ReductionCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(FLOAT32, FLOAT64)) {
      for (Reduction reduction : Reduction.values()) {
        for (Over over : OVER) {
          for (boolean keepDims : new boolean[] {false, true}) {
            // Not around 0: a sum that cancels would say nothing about float32.
            Tensor x = Samples.between(-0.5, 1.5, dtype, over.shape());
            cases.add(OpCase.of(new Reduce(reduction, over.axes(), keepDims), x));
          }
        }
        Reduce rows = new Reduce(reduction, List.of(1), false);
        cases.add(
            OpCase.of(rows, Samples.between(-3, -1, dtype, Shape.of(3, 17))).note("all negative"));
        cases.add(OpCase.of(rows, Samples.between(1e4, 2e4, dtype, Shape.of(3, 17))).note("large"));
        double inf = Double.POSITIVE_INFINITY;
        cases.add(
            OpCase.of(rows, Samples.vector(dtype, 1, inf, 2, -inf, 3, 4).reshape(Shape.of(2, 3)))
                .note("infinite"));
      }
    }
    for (DataType dtype : List.of(FLOAT32, FLOAT64, INT32)) {
      for (Shape shape :
          List.of(
              Shape.of(1),
              Shape.of(7),
              Shape.of(2000),
              Shape.of(4, 1),
              Shape.of(3, 5),
              Shape.of(33, 65),
              Shape.of(2, 3, 4, 5))) {
        cases.add(OpCase.of(new ArgMax(), Samples.of(dtype, shape)));
        cases.add(OpCase.of(new ArgMax(), Samples.coarse(0, dtype, shape)).note("many ties"));
      }
      cases.add(
          OpCase.of(new ArgMax(), Samples.between(-90, -80, dtype, Shape.of(3, 17)))
              .note("all negative"));
    }
    return cases;
  }
}
