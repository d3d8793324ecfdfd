package dev.nn.api.op;

import dev.nn.api.tensor.TensorType;

/**
 * A value that lives on from run to run.
 *
 * @param variable its path, such as {@code hidden/kernel}; unique in a model
 * @param role what it is for, and with which others it is stored
 * @param type its type
 */
public record Variable(String variable, Role role, TensorType type) implements Leaf {

  /**
   * Why a variable exists. Variables of one role lie side by side in one flat buffer, in the order
   * of the layout.
   */
  public enum Role {
    /** θ: changed by the optimizer. */
    PARAMETER,
    /** A parameter that is not trained. */
    FROZEN,
    /** Changed by the forward pass: running statistics. */
    STATE,
    /** Belongs to the optimizer: momentum and the like. */
    OPTIMIZER
  }

  @Override
  public String name() {
    return "variable";
  }
}
