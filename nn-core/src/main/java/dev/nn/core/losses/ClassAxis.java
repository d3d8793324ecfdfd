package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.List;
import java.util.stream.IntStream;

/** The axis along which the classes lie: the last one, or that of the channels of an image. */
final class ClassAxis {
  private ClassAxis() {}

  /**
   * x with its class axis last, the others in their order; x itself if it lies there.
   *
   * @throws ShapeException if there is no such axis, or it is the batch's
   */
  static Value last(Value x, int axis) {
    int rank = x.shape().rank();
    int from = notBatch(x.shape(), axis);
    return from == rank - 1 ? x : x.transpose(order(rank, from));
  }

  /** The shape without its class axis. */
  static Shape rows(Shape shape, int axis) {
    int from = notBatch(shape, axis);
    return Shape.of(
        IntStream.range(0, shape.rank()).filter(i -> i != from).map(shape::size).toArray());
  }

  /**
   * What was transposed into x by the given order; a transposition there and back is none, so that
   * nothing is moved twice.
   */
  static Value transposed(Value x, List<Integer> order) {
    if (x.op() instanceof Transpose before
        && IntStream.range(0, order.size())
            .allMatch(i -> before.permutation().get(order.get(i)) == i)) {
      return x.input(0);
    }
    return x.transpose(order.stream().mapToInt(Integer::intValue).toArray());
  }

  static int notBatch(Shape shape, int axis) {
    int resolved = shape.axis(axis);
    if (resolved == 0) {
      throw new ShapeException("axis " + axis + " of " + shape + " is that of the batch");
    }
    return resolved;
  }

  private static int[] order(int rank, int from) {
    return IntStream.range(0, rank).map(i -> i < from ? i : i == rank - 1 ? from : i + 1).toArray();
  }
}
