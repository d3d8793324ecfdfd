package dev.nn.config.internal.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lays one tree over another. */
final class Merge {
  private Merge() {}

  /**
   * Mappings are merged key by key; everything else is replaced. A mapping with another {@code
   * type} replaces the whole, as the keys of one optimizer mean nothing to another.
   */
  static ConfigNode over(ConfigNode parent, ConfigNode child) {
    if (!(child instanceof ConfigNode.Mapping over)) {
      return child;
    }
    Optional<ConfigNode.Mapping> below = expand(parent);
    if (below.isEmpty() || !sameType(below.get(), over)) {
      return child;
    }
    Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>(below.get().entries());
    over.entries()
        .forEach(
            (key, entry) ->
                entries.merge(
                    key,
                    entry,
                    (old, replacement) ->
                        new ConfigNode.Entry(
                            replacement.keyOrigin(), over(old.value(), replacement.value()))));
    return ConfigNode.Mapping.of(entries, over.origin());
  }

  /** A mapping as it is, and a bare text as {@code {type: text}}. */
  static Optional<ConfigNode.Mapping> expand(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    return node instanceof ConfigNode.Scalar scalar && scalar.isText()
        ? Optional.of(
            ConfigNode.Mapping.of(
                Map.of("type", new ConfigNode.Entry(node.origin(), node)), node.origin()))
        : Optional.empty();
  }

  private static boolean sameType(ConfigNode.Mapping parent, ConfigNode.Mapping child) {
    Optional<String> wanted = type(child);
    return wanted.isEmpty() || wanted.equals(type(parent));
  }

  private static Optional<String> type(ConfigNode.Mapping mapping) {
    return mapping
        .get("type")
        .map(node -> node instanceof ConfigNode.Scalar scalar ? scalar.text() : node.describe());
  }
}
