package dev.nn.testkit.backend;

import dev.nn.api.op.Random;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Every backend draws the same numbers, to the last bit. */
final class RandomCases {
  private RandomCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (Random.Distribution distribution : Random.Distribution.values()) {
      for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
        for (Shape shape :
            List.of(Shape.SCALAR, Shape.of(7), Shape.of(33, 65), Shape.of(2, 3, 4, 5))) {
          for (int stream : new int[] {0, 3}) {
            Random op = new Random(distribution, stream, new TensorType(dtype, shape));
            cases.add(OpCase.of(op, Samples.vector(DataType.INT32, 42, 0)).exactly());
            cases.add(
                OpCase.of(op, Samples.vector(DataType.INT32, -1, 17))
                    .note("negative seed")
                    .exactly());
          }
        }
      }
    }
    return cases;
  }
}
