package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * An op that computes each element of its result from the elements of its inputs at the same,
 * broadcast, place.
 */
public interface Elementwise extends Op {
  /** One element of the result in float64; truth values are 0 and 1. */
  double apply(double... x);

  /** The broadcast of all inputs' shapes. */
  static Shape broadcast(List<TensorType> inputs) {
    Shape shape = inputs.get(0).shape();
    for (TensorType input : inputs.subList(1, inputs.size())) {
      shape = Shape.broadcast(shape, input.shape());
    }
    return shape;
  }

  /** Fails unless an op got as many inputs as it takes. */
  static void expectCount(Op op, List<TensorType> inputs, int count) {
    if (inputs.size() != count) {
      throw new ShapeException(op.name() + " takes " + count + " inputs, not " + inputs.size());
    }
  }

  /** Fails unless two inputs have the same element type. */
  static void expectSame(Op op, TensorType left, TensorType right) {
    if (left.dtype() != right.dtype()) {
      throw new ShapeException(op.name() + " needs equal types, not " + left + " and " + right);
    }
  }
}
