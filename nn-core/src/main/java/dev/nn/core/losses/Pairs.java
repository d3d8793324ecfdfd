package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/** A prediction and a target of one shape and type. */
record Pairs(Value prediction, Value target) {
  /** Keras's epsilon: what probabilities are kept away from 0 and 1 by. */
  static final double EPSILON = 1e-7;

  /**
   * The target as the prediction's type and shape. A last axis of size 1 may be missing from
   * either; nothing is broadcast, since a target stretched by mistake trains towards nonsense.
   *
   * @throws ShapeException if the shapes do not fit
   */
  static Pairs of(Value prediction, Value target) {
    Shape p = prediction.shape();
    Shape t = target.shape();
    Shape column = Shape.of(1);
    if (!p.equals(t) && !p.equals(t.concat(column)) && !t.equals(p.concat(column))) {
      throw new ShapeException(
          "target " + t + " does not fit prediction " + p + ": they must have equal shapes");
    }
    // A vector is a column: its mean over the last axis must leave one number per example.
    Shape shape = p.rank() < 2 ? p.concat(column) : p;
    return new Pairs(prediction.reshape(shape), target.cast(prediction.dtype()).reshape(shape));
  }

  /** prediction − target. */
  Value error() {
    return prediction.subtract(target);
  }
}
