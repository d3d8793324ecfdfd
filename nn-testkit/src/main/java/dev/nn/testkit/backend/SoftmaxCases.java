package dev.nn.testkit.backend;

import dev.nn.api.graph.Op;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Along the last axis, also where eˣ alone would overflow. */
final class SoftmaxCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(1),
          Shape.of(7),
          Shape.of(5, 1),
          Shape.of(3, 5),
          Shape.of(33, 65),
          Shape.of(3, 1030),
          Shape.of(2, 3, 4, 5));

  private SoftmaxCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      Tensor large =
          Samples.vector(dtype, 1e4, 0, -1e4, 1e4, 1e4, 1e4, -1e4, -1e4, -1e4 + 1)
              .reshape(Shape.of(3, 3));
      for (Op op : List.of(new Softmax(), new LogSoftmax())) {
        for (Shape shape : SHAPES) {
          cases.add(OpCase.of(op, Samples.between(-4, 4, dtype, shape)));
        }
        cases.add(OpCase.of(op, large).note("±1e4"));
        double out = Double.NEGATIVE_INFINITY;
        cases.add(
            OpCase.of(op, Samples.vector(dtype, 1, out, 2, out, out, 3).reshape(Shape.of(2, 3)))
                .note("masked by −∞"));
      }
      for (Shape shape : SHAPES) {
        Shape rows = shape.subshape(0, shape.rank() - 1);
        cases.add(
            OpCase.of(
                new SparseSoftmaxCrossEntropy(),
                Samples.between(-4, 4, dtype, shape),
                Samples.indices(shape.size(-1), rows)));
      }
      cases.add(
          OpCase.of(new SparseSoftmaxCrossEntropy(), large, Samples.vector(DataType.INT32, 0, 2, 1))
              .note("±1e4"));
    }
    return cases;
  }
}
