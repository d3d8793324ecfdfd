package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** What the shape rules of convolutions and pooling have in common. */
final class Convolutions {
  private Convolutions() {}

  /** The sizes behind batch and channels, or behind a kernel's filters and channels. */
  static List<Integer> spatial(Shape shape) {
    return shape.toList().subList(2, shape.rank());
  }

  /** Fails unless there are as many floating inputs, all of one type and of the right rank. */
  static void check(Op op, List<TensorType> inputs, WindowGeometry geometry, String... operands) {
    Elementwise.expectCount(op, inputs, operands.length);
    for (int i = 0; i < operands.length; i++) {
      TensorType input = inputs.get(i);
      Elementwise.expectSame(op, inputs.get(0), input);
      if (!input.dtype().isFloating() || input.shape().rank() != geometry.rank() + 2) {
        throw new ShapeException(
            op.name()
                + " over "
                + geometry.rank()
                + " spatial axes needs floating-point "
                + operands[i]
                + " with "
                + (geometry.rank() + 2)
                + " axes, not "
                + input);
      }
    }
  }

  /** The number of filters, if the groups divide it. */
  static int filters(Op op, int filters, int groups) {
    if (groups < 1 || filters % groups != 0) {
      throw new ShapeException(
          op.name() + ": " + filters + " filters cannot be divided into " + groups + " groups");
    }
    return filters;
  }

  /** Fails unless a gradient has as many places as the window takes. */
  static void expectPlaces(Op op, List<Integer> expected, Shape dy) {
    if (!spatial(dy).equals(expected)) {
      throw new ShapeException(op.name() + " needs dy with places " + expected + ", not " + dy);
    }
  }
}
