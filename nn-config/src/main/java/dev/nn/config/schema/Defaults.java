package dev.nn.config.schema;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.internal.tree.YamlReader;
import dev.nn.config.problem.SourceText;
import dev.nn.config.registry.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Defaults, which are YAML, as JSON. */
final class Defaults {
  private Defaults() {}

  /** The value of a text for a key of a type. */
  static Object value(String yaml, ValueType type) {
    ValueType inner = type.innermost();
    boolean text =
        inner instanceof ValueType.Text
            || inner instanceof ValueType.File
            || inner instanceof ValueType.Choice;
    return YamlReader.read(SourceText.option(yaml)).map(node -> value(node, text)).orElse("");
  }

  private static Object value(ConfigNode node, boolean text) {
    if (node instanceof ConfigNode.Sequence list) {
      return list.items().stream().map(item -> value(item, text)).toList();
    }
    if (node instanceof ConfigNode.Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.entries().forEach((key, entry) -> values.put(key, value(entry.value(), text)));
      return values;
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    if (text || scalar.isText()) {
      return scalar.text();
    }
    if (scalar.truth().isPresent()) {
      return scalar.truth().get();
    }
    if (scalar.whole().isPresent()) {
      return scalar.whole().get();
    }
    return scalar.number().orElseThrow();
  }
}
