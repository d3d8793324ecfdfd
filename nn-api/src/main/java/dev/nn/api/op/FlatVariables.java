package dev.nn.api.op;

import dev.nn.api.tensor.TensorType;

/**
 * All variables of one role as one vector, in the order of the layout; the same memory as the
 * {@link Variable}s themselves. With it an optimizer works on θ as a whole.
 *
 * @param role which variables
 * @param type {@code [total elements]}
 */
public record FlatVariables(Variable.Role role, TensorType type) implements Leaf {
  @Override
  public String name() {
    return "flat_variables";
  }
}
