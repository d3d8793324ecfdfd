package dev.nn.config.schema;

import dev.nn.api.spec.Range;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.ValueType;
import dev.nn.core.network.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keys and their values. */
final class Values {
  private final Definitions definitions;
  private final Parts parts;
  private final Simple simple;
  private final Map<String, Class<?>> named = new HashMap<>();

  Values(Definitions definitions, Parts parts) {
    this.definitions = definitions;
    this.parts = parts;
    this.simple = new Simple(definitions);
  }

  /** What the values of a type may be. */
  Schema of(ValueType type, Optional<Range> range, Form form) {
    if (type instanceof ValueType.Whole whole) {
      return simple.whole(whole.wide(), range);
    }
    if (type instanceof ValueType.Fraction) {
      return simple.number(range);
    }
    if (type instanceof ValueType.Truth) {
      return simple.truth();
    }
    if (type instanceof ValueType.Text) {
      return simple.text();
    }
    if (type instanceof ValueType.File) {
      return simple.path();
    }
    if (type instanceof ValueType.Choice choice) {
      return definitions.ref(nameOf("choice.", choice.type()), () -> Simple.choice(choice.names()));
    }
    if (type instanceof ValueType.Part part) {
      return parts.inside(part.kind(), form);
    }
    if (type instanceof ValueType.Keys keys) {
      return isLayer(keys) ? parts.layerOfBlock() : record(keys.type(), form);
    }
    if (type instanceof ValueType.Items items) {
      boolean layers = items.item() instanceof ValueType.Keys keys && isLayer(keys);
      return listOf(of(items.item(), range, Form.WHOLE), layers ? 1 : 0);
    }
    if (type instanceof ValueType.Named map) {
      return Simple.mapping().with("additionalProperties", of(map.value(), range, form));
    }
    return Schema.anyOf(of(((ValueType.Maybe) type).value(), range, form), simple.nothing());
  }

  /** A block's layers are written as those of the model. */
  private static boolean isLayer(ValueType.Keys keys) {
    return keys.type() == Network.Node.class;
  }

  /** A list, or one item alone. */
  static Schema listOf(Schema item) {
    return listOf(item, 0);
  }

  /** A list of so many items at least, or one item alone. */
  static Schema listOf(Schema item, int least) {
    Schema list = Schema.of("type", "array").with("items", item);
    return Schema.anyOf(item, least > 0 ? list.with("minItems", least) : list);
  }

  /** The simple values. */
  Simple simple() {
    return simple;
  }

  /** A mapping with the keys of a record, or a variable. */
  Schema record(Class<?> type, Form form) {
    return record(type, Map.of(), form);
  }

  /** As {@link #record(Class, Form)}, with keys that are not the record's. */
  Schema record(Class<?> type, Map<String, ?> others, Form form) {
    String name = nameOf(type);
    if (form == Form.CHANGE && !Presence.differs(RecordType.of(type))) {
      return record(type, others, Form.WHOLE);
    }
    if (form == Form.CHANGE) {
      record(type, others, Form.WHOLE); // This one refers to it.
    }
    return definitions.ref(
        form.of(name), () -> Simple.mapping().with(keys(name, RecordType.of(type), others, form)));
  }

  /** Under which name a record is defined. */
  String nameOf(Class<?> type) {
    return nameOf("map.", type);
  }

  private String nameOf(String group, Class<?> type) {
    String simple =
        type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    boolean first = named.computeIfAbsent(group + simple, each -> type) == type;
    return group + (first ? simple : type.getName());
  }

  /**
   * The keys of a record, and no others.
   *
   * @param definition the name under which this will be defined in its whole form
   * @param others keys that may be there too
   */
  Schema keys(String definition, RecordType type, Map<String, ?> others, Form form) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties(definition, type, form, properties);
    others.forEach(properties::putIfAbsent);
    Schema result = Schema.of("properties", properties);
    if (form == Form.WHOLE) {
      result = result.with(Presence.required(type));
    }
    return result.with(Presence.oneName(type)).with("additionalProperties", false);
  }

  private void properties(
      String definition, RecordType type, Form form, Map<String, Object> properties) {
    for (Key key : type.components()) {
      if (key.inline()) {
        RecordType inner = key.inner().orElseThrow();
        Form needed = Presence.differs(inner) ? form : Form.WHOLE;
        String name = needed.of(nameOf(inner.type()));
        record(inner.type(), needed);
        inner.keys().forEach(each -> properties.put(each.name(), property(name, each)));
        inner.keys().forEach(each -> aliases(name, each, properties));
      } else {
        boolean told = form == Form.CHANGE && !Presence.isMerged(key.value());
        properties.put(key.name(), told ? property(definition, key) : property(key, form));
        aliases(form.of(definition), key, properties);
      }
    }
  }

  private static void aliases(String definition, Key key, Map<String, Object> properties) {
    key.aliases().forEach(alias -> properties.put(alias, property(definition, key).alias()));
  }

  private static Schema property(String definition, Key key) {
    return Schema.ref(definition + "/properties/" + key.name());
  }

  private Schema property(Key key, Form form) {
    Schema described = key.doc().isEmpty() ? Schema.ANYTHING : Schema.of("description", key.doc());
    Schema schema = described.with(of(key.value(), key.range(), form));
    return key.defaultValue()
        .map(text -> schema.with("default", Defaults.value(text, key.value())))
        .orElse(schema);
  }
}
