package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.internal.tree.YamlReader;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.SourceText;
import dev.nn.config.registry.Key;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of keys that are left out, as if they were written. */
final class DefaultValues {
  /** By their text, as in a deep network the same few are needed hundreds of times. */
  private final Map<String, Optional<ConfigNode>> read = new HashMap<>();

  ConfigNode of(Key key, ConfigNode.Mapping mapping) {
    // A fault in a default, such as an initializer whose plugin is missing, is shown at its owner.
    Origin origin = mapping.origin();
    return read.computeIfAbsent(
            key.defaultValue().orElseThrow(), text -> YamlReader.read(SourceText.option(text)))
        .map(node -> at(node, origin))
        .orElseGet(() -> ConfigNode.Scalar.of("", false, origin));
  }

  private static ConfigNode at(ConfigNode node, Origin origin) {
    if (node instanceof ConfigNode.Scalar scalar) {
      return ConfigNode.Scalar.of(scalar.text(), scalar.plain(), origin);
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      return ConfigNode.Sequence.of(
          sequence.items().stream().map(item -> at(item, origin)).toList(), origin);
    }
    Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
    ((ConfigNode.Mapping) node)
        .entries()
        .forEach(
            (name, entry) ->
                entries.put(name, new ConfigNode.Entry(origin, at(entry.value(), origin))));
    return ConfigNode.Mapping.of(entries, origin);
  }
}
