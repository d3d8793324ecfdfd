package dev.nn.config.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of several mappings together, for one of which it is not known which of them it is. */
final class Union {
  private final Definitions definitions;

  Union(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Every key of any, with what any of them allows. */
  Schema of(Collection<Schema> mappings) {
    Map<String, Map<Schema, Schema>> byKey = new LinkedHashMap<>();
    for (Schema mapping : mappings) {
      definitions
          .get(mapping)
          .properties()
          .forEach(
              (key, value) ->
                  byKey
                      .computeIfAbsent(key, any -> new LinkedHashMap<>())
                      .putIfAbsent(essence(value), mapping.at("properties/" + key)));
    }
    byKey.remove("type"); // Its values are told elsewhere.
    Map<String, Schema> union = new LinkedHashMap<>();
    byKey.forEach((key, values) -> union.put(key, any(List.copyOf(values.values()))));
    return Schema.of("properties", union).with("additionalProperties", false);
  }

  private Schema any(List<Schema> values) {
    Schema any = Schema.anyOf(values.toArray(Schema[]::new));
    Schema first = definitions.get(values.get(0));
    if (first.isAlias()) {
      return any.alias();
    }
    Object doc = described(first).keywords().get("description");
    return values.size() == 1 || doc == null ? any : Schema.of("description", doc).with(any);
  }

  /** What is allowed, without what is said about it. */
  private Schema essence(Schema value) {
    return described(value).without("description").without("default");
  }

  /** The place where a value is described: not another name of it, nor a reference to it. */
  private Schema described(Schema value) {
    if (value.isAlias()) {
      return described(value.aliased());
    }
    return value.isProperty() ? described(definitions.get(value)) : value;
  }
}
