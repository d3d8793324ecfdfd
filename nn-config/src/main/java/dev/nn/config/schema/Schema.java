package dev.nn.config.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema, or a part of one: keywords and their values, in the order in which they are written.
 * Immutable.
 */
record Schema(Map<String, Object> keywords) {
  /** A schema that everything satisfies. */
  static final Schema ANYTHING = new Schema(Map.of());

  /** Copies the keywords, keeping their order. */
  Schema {
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** One keyword; see {@link #with}. */
  static Schema of(String keyword, Object value) {
    return ANYTHING.with(keyword, value);
  }

  /** What is defined under a name. */
  static Schema ref(String definition) {
    return of("$ref", "#/$defs/" + definition);
  }

  /** What one of the alternatives allows; alternatives of alternatives are put into one row. */
  static Schema anyOf(Schema... alternatives) {
    if (alternatives.length == 1) {
      return alternatives[0];
    }
    List<Object> all = new ArrayList<>();
    for (Schema each : alternatives) {
      if (each.keywords.keySet().equals(Set.of("anyOf"))) {
        all.addAll((Collection<?>) each.keywords.get("anyOf"));
      } else {
        all.add(each.keywords);
      }
    }
    return of("anyOf", all);
  }

  /**
   * A simple value, or a mapping. What a mapping may hold is said by a condition and not by an
   * alternative: of alternatives, editors show the mistakes of the one that they take for the
   * likeliest.
   *
   * @param key of the mapping, that editors propose where nothing is written yet
   */
  static Schema bareOrMapping(Schema bare, String key, Schema mapping) {
    // Undescribed, since editors would show that for what is said of each value.
    Schema any = of("type", "string");
    Schema object = of("type", "object");
    return anyOf(bare, object.with("properties", Map.of(key, any)))
        .with("if", object)
        .with("then", mapping);
  }

  /** This, if there is a value. */
  static Schema having(String key, Schema value) {
    return of("properties", Map.of(key, value)).with("required", List.of(key));
  }

  /**
   * This with one more keyword, or another value of one.
   *
   * @param value texts, numbers, truth values, and maps and lists of them; schemas become maps
   */
  Schema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.put(keyword, plain(value));
    return new Schema(more);
  }

  /** This with the keywords of another. */
  Schema with(Schema other) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.putAll(other.keywords);
    return new Schema(more);
  }

  /** This without one keyword. */
  Schema without(String keyword) {
    Map<String, Object> less = new LinkedHashMap<>(keywords);
    less.remove(keyword);
    return new Schema(less);
  }

  /** What is allowed under a key; everything if it is not restricted. */
  Schema property(String key) {
    return properties().getOrDefault(key, ANYTHING);
  }

  /**
   * The keys that this speaks of; those that it leaves to others to describe are not restricted.
   */
  @SuppressWarnings("unchecked") // plain() has made these maps.
  Map<String, Schema> properties() {
    Map<String, Object> written =
        (Map<String, Object>) keywords.getOrDefault("properties", Map.of());
    Map<String, Schema> properties = new LinkedHashMap<>();
    written.forEach(
        (key, value) ->
            properties.put(
                key,
                value instanceof Map<?, ?> map ? new Schema((Map<String, Object>) map) : ANYTHING));
    return properties;
  }

  /** This with another value of a key. */
  @SuppressWarnings("unchecked") // plain() has made these maps.
  Schema withProperty(String key, Schema value) {
    Map<String, Object> properties =
        new LinkedHashMap<>((Map<String, Object>) keywords.get("properties"));
    properties.put(key, value);
    return with("properties", properties);
  }

  /** What is defined at a place within what this refers to. */
  Schema at(String path) {
    return of("$ref", keywords.get("$ref") + "/" + path);
  }

  /** Whether this refers to a key of a definition. */
  boolean isProperty() {
    return keywords.get("$ref") instanceof String ref && ref.contains("/properties/");
  }

  /** The same under another name, which editors do not propose. */
  Schema alias() {
    return of("doNotSuggest", true).with("allOf", List.of(this));
  }

  /** Whether this is another name of something. */
  boolean isAlias() {
    return keywords.containsKey("doNotSuggest");
  }

  /** What it is another name of. */
  @SuppressWarnings("unchecked") // As alias() has made it.
  Schema aliased() {
    return new Schema(((List<Map<String, Object>>) keywords.get("allOf")).get(0));
  }

  private static Object plain(Object value) {
    if (value instanceof Schema schema) {
      return schema.keywords;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, each) -> plain.put(key, plain(each)));
      return Collections.unmodifiableMap(plain);
    }
    return value instanceof Collection<?> list ? list.stream().map(Schema::plain).toList() : value;
  }
}
