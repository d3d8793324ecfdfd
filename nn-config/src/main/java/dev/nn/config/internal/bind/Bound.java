package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.registry.Registration;

/**
 * A part that was chosen by name.
 *
 * @param registration under which name
 * @param part the record
 * @param node where it is written
 */
public record Bound<T>(Registration<T> registration, T part, ConfigNode node) {}
