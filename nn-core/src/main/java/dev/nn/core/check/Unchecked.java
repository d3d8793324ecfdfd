package dev.nn.core.check;

/**
 * A tensor that has no gradient to check.
 *
 * @param tensor an input's or a variable's name
 * @param reason why not
 */
public record Unchecked(String tensor, String reason) {}
