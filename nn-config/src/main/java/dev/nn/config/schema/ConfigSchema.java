package dev.nn.config.schema;

import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Registries;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of configs: everything that registries and plugins know, with
 * descriptions, defaults and bounds. What a schema can see, it sees as the loader does: every
 * config that can be loaded satisfies it. What it cannot see is whatever needs more than one place
 * of the file, or other files: references, shapes, data, and values of variables.
 *
 * <p>It has no {@code $id}: it is found by its file, and an address of its own would be looked up.
 * {@code errorMessage}, {@code patternErrorMessage} and {@code doNotSuggest} are for editors;
 * others ignore them, as the standard asks.
 */
public final class ConfigSchema {
  private final Registries registries;
  private final Backends backends;

  /** For configs that name what these know. */
  public ConfigSchema(Registries registries, Backends backends) {
    this.registries = registries;
    this.backends = backends;
  }

  /** The schema as JSON: maps, lists, texts, numbers and truth values. */
  public Map<String, Object> toMap() {
    Definitions definitions = new Definitions();
    Schema root = new Sections(registries, backends, definitions).config();
    Map<String, Object> all = new LinkedHashMap<>(root.keywords());
    Map<String, Object> named = new LinkedHashMap<>();
    definitions.all().forEach((name, schema) -> named.put(name, schema.keywords()));
    all.put("$defs", named);
    return all;
  }
}
