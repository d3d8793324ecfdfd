package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** An op without inputs: a value that comes from outside the graph. */
public interface Leaf extends Op {
  /** The type of the value. */
  TensorType type();

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    if (!inputs.isEmpty()) {
      throw new ShapeException(name() + " takes no inputs");
    }
    return List.of(type());
  }
}
