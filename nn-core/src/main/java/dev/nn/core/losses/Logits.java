package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.Shape;
import java.util.Optional;
import java.util.function.Function;

/** Where the numbers before a softmax or sigmoid are to be found. */
final class Logits {
  private Logits() {}

  /** What went into the softmax along an axis that made a value; empty if something else did. */
  static Function<Value, Optional<Value>> behindSoftmax(int axis) {
    return prediction -> {
      Shape shape = prediction.shape();
      return shape.rank() == 0 || shape.axis(axis) == shape.rank() - 1
          ? behindSoftmax(prediction)
          : behindTransposed(prediction, shape.axis(axis));
    };
  }

  /** The same along the last axis. */
  static Optional<Value> behindSoftmax(Value prediction) {
    if (prediction.op() instanceof Softmax) {
      return Optional.of(prediction.input(0));
    }
    boolean keepsRows =
        prediction.op() instanceof Reshape
            && prediction.shape().rank() > 0
            && prediction.input(0).shape().rank() > 0
            && prediction.shape().size(-1) == prediction.input(0).shape().size(-1);
    return keepsRows ? throughReshape(prediction, Logits::behindSoftmax) : Optional.empty();
  }

  /** A softmax along another axis is one along the last, between transpositions. */
  private static Optional<Value> behindTransposed(Value prediction, int axis) {
    if (prediction.op() instanceof Transpose back
        && back.permutation().get(axis) == prediction.shape().rank() - 1) {
      return behindSoftmax(prediction.input(0))
          .map(logits -> ClassAxis.transposed(logits, back.permutation()));
    }
    return Optional.empty();
  }

  /** What went into the sigmoid that made this; empty if something else made it. */
  static Optional<Value> behindSigmoid(Value prediction) {
    if (prediction.op() instanceof Unary unary && unary.function() == UnaryFunction.SIGMOID) {
      return Optional.of(prediction.input(0));
    }
    return prediction.op() instanceof Reshape
        ? throughReshape(prediction, Logits::behindSigmoid)
        : Optional.empty();
  }

  private static Optional<Value> throughReshape(
      Value prediction, Function<Value, Optional<Value>> behind) {
    return behind.apply(prediction.input(0)).map(logits -> logits.reshape(prediction.shape()));
  }

  /**
   * The logits to compute the cost from: the prediction itself if it is stated to be logits; else
   * what is behind it; else, if nothing is stated, the prediction. Empty if it is stated to be
   * probabilities and nothing is behind it.
   */
  static Optional<Value> of(
      Value prediction, Optional<Boolean> fromLogits, Function<Value, Optional<Value>> behind) {
    if (fromLogits.orElse(false)) {
      return Optional.of(prediction);
    }
    Optional<Value> found = behind.apply(prediction);
    return found.isPresent() || fromLogits.isPresent() ? found : Optional.of(prediction);
  }

  /** Whether the prediction itself is taken for logits. */
  static boolean reads(
      Value prediction, Optional<Boolean> fromLogits, Function<Value, Optional<Value>> behind) {
    return of(prediction, fromLogits, behind).filter(prediction::equals).isPresent();
  }
}
