package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Origin;
import java.util.List;
import java.util.Optional;

/**
 * A layer whose inputs are not looked at yet.
 *
 * @param layer absent if it could not be read, or is a copy
 * @param shared whose weights it uses
 * @param node how it is written
 * @param copy whether it is the same layer as the one whose weights it shares
 */
record LayerDraft(
    String name,
    Optional<Layer> layer,
    List<Read> inputs,
    boolean trainable,
    int repeat,
    Optional<Read> shared,
    boolean copy,
    ConfigNode node) {

  /** A name and where it is read. */
  record Read(String name, Origin origin) {}

  /** Where it is written. */
  Origin origin() {
    return node.origin();
  }

  /** Whether all repetitions use one set of weights. */
  boolean hasOneSet() {
    return shared.map(Read::name).filter(name::equals).isPresent();
  }
}
