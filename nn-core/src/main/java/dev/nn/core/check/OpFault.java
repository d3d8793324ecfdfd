package dev.nn.core.check;

/**
 * An op whose chain rule is wrong: what flows into its output is right, what it sends back is not.
 *
 * @param layer path of the layer that it belongs to, or {@code loss}
 * @param op its name
 * @param operand which of its inputs gets the wrong gradient, from 0
 * @param check of that gradient
 */
public record OpFault(String layer, String op, int operand, TensorCheck check) {}
