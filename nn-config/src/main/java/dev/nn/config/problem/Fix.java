package dev.nn.config.problem;

/**
 * A change that takes a problem away, for tools that can make it.
 *
 * @param place what is replaced
 * @param replacement by what
 */
public record Fix(Origin place, String replacement) {}
