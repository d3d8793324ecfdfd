package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/** The one true class of each row, stated by its index. */
final class TrueClass {
  private TrueClass() {}

  /**
   * The target as indices [batch, ...].
   *
   * @param loss its name, for the error
   * @param axis of the prediction's classes
   * @throws ShapeException if there is not one index for each row of classes
   */
  static Value indices(String loss, Value prediction, Value target, int axis) {
    Shape shape = prediction.shape();
    Shape rows = shape.rank() < 2 ? shape : ClassAxis.rows(shape, axis);
    if (shape.rank() < 2
        || !target.shape().equals(rows)
            && !target.shape().equals(rows.concat(Shape.of(1)))
            && !target.shape().equals(shape.with(axis, 1))) {
      throw new ShapeException(
          "target "
              + target.shape()
              + " does not fit prediction "
              + shape
              + ": "
              + loss
              + " needs a class index "
              + rows
              + " for each row of classes");
    }
    return target.cast(DataType.INT32).reshape(rows);
  }

  /** What stands at the true class in x [batch, ..., classes]: [batch, ...]. */
  static Value pick(Value x, Value classes) {
    Value truth = x.builder().emit(new OneHot(x.shape().size(-1), x.dtype()), classes);
    return truth.multiply(x).sum(-1);
  }

  /** −ln of the true class's share of softmax(z), without computing the share: [batch, ...]. */
  static Value crossEntropy(Value z, Value classes) {
    return z.builder().emit(new SparseSoftmaxCrossEntropy(), List.of(z, classes)).get(0);
  }
}
