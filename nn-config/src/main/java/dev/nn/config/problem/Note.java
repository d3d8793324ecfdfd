package dev.nn.config.problem;

import java.util.Optional;

/**
 * What else one should know about a problem.
 *
 * @param text in the user's terms
 * @param place what it speaks of, which is shown; absent if that is no place
 */
public record Note(String text, Optional<Origin> place) {}
