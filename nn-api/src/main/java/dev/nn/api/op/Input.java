package dev.nn.api.op;

import dev.nn.api.tensor.TensorType;

/**
 * A value written by the caller before each run: a batch of data, the learning rate of this step, a
 * random key.
 *
 * @param input its name
 * @param type its type
 */
public record Input(String input, TensorType type) implements Leaf {
  @Override
  public String name() {
    return "input";
  }
}
