package dev.nn.api.graph;

import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * An operation: a record of its attributes, with its shape rule and its gradient side by side. Two
 * ops are the same if they are equal as records.
 */
public interface Op {
  /** Name in snake_case, as printed: {@code matmul}. */
  String name();

  /**
   * The shape rule: types of the outputs for given types of the inputs.
   *
   * @throws ShapeException if the inputs do not fit
   */
  List<TensorType> infer(List<TensorType> inputs);

  /**
   * The chain rule for this op: given ∂C/∂output, adds ∂C/∂input for every input that needs it. The
   * default is for ops through which nothing flows back.
   */
  default void backward(Backward at) {}

  /** An op that a backend may run in one kernel; every backend can run its parts instead. */
  interface Composite extends Op {
    /** The same computation in simpler ops: one value per output. */
    List<Value> decompose(GraphBuilder builder, List<Value> inputs);
  }
}
