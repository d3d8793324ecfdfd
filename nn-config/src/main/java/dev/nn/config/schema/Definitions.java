package dev.nn.config.schema;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Schemas that others refer to by name. Each is made when it is first referred to. */
final class Definitions {
  private final Map<String, Optional<Schema>> byName = new TreeMap<>();

  /**
   * A reference to a definition.
   *
   * @param content what it is; may refer to itself
   */
  Schema ref(String name, Supplier<Schema> content) {
    if (!byName.containsKey(name)) {
      byName.put(name, Optional.empty());
      byName.put(name, Optional.of(content.get()));
    }
    return Schema.ref(name);
  }

  /** What a reference refers to, which must have been made. */
  Schema get(Schema ref) {
    String[] steps =
        ((String) ref.keywords().get("$ref")).substring("#/$defs/".length()).split("/");
    Schema found = byName.get(steps[0]).orElseThrow();
    return steps.length == 1 ? found : found.property(steps[2]);
  }

  /** All of them, sorted by name. */
  Map<String, Schema> all() {
    Map<String, Schema> all = new TreeMap<>();
    byName.forEach((name, content) -> all.put(name, content.orElseThrow()));
    return all;
  }
}
