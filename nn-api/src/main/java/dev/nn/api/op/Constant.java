package dev.nn.api.op;

import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;

/**
 * A value fixed when the graph is made.
 *
 * @param value the value
 */
public record Constant(Tensor value) implements Leaf {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public TensorType type() {
    return value.type();
  }
}
