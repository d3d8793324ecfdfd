package dev.nn.config.schema;

import dev.nn.config.registry.Key;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.ValueType;
import dev.nn.core.network.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which keys a mapping must have, and which it cannot have together. */
final class Presence {
  private Presence() {}

  /** Whether a part is more than its name. */
  static boolean needsKeys(Registration<?> part) {
    return !required(part.keys()).equals(Schema.ANYTHING);
  }

  /** Whether it makes a difference that what is required may stand in another config. */
  static boolean differs(RecordType type) {
    return type.keys().stream().anyMatch(key -> isRequired(type, key) || differs(key.value()));
  }

  private static boolean differs(ValueType type) {
    ValueType inner = type.innermost();
    return isMerged(type)
        && (inner instanceof ValueType.Part
            || inner instanceof ValueType.Keys keys && differs(RecordType.of(keys.type())));
  }

  /** Whether a mapping of that type is laid over that of the config that is extended. */
  static boolean isMerged(ValueType type) {
    if (type instanceof ValueType.Maybe maybe) {
      return isMerged(maybe.value());
    }
    if (type instanceof ValueType.Named map) {
      return isMerged(map.value());
    }
    return type instanceof ValueType.Keys || type instanceof ValueType.Part;
  }

  /** The keys of a block have defaults that its reader knows, not its record. */
  private static boolean isRequired(RecordType type, Key key) {
    return key.required() && (type.type() != Block.class || key.name().equals("layers"));
  }

  /** Demands every required key, under any of its names. */
  static Schema required(RecordType type) {
    List<String> required = new ArrayList<>();
    List<Schema> choices = new ArrayList<>();
    for (Key key : type.keys()) {
      if (isRequired(type, key) && key.aliases().isEmpty()) {
        required.add(key.name());
      } else if (isRequired(type, key)) {
        choices.add(
            Schema.of(
                "anyOf",
                names(key).stream().map(name -> Schema.of("required", List.of(name))).toList()));
      }
    }
    Schema result = required.isEmpty() ? Schema.ANYTHING : Schema.of("required", required);
    return choices.isEmpty() ? result : result.with("allOf", choices);
  }

  /** Forbids two names of one key. */
  static Schema oneName(RecordType type) {
    Map<String, Schema> later = new LinkedHashMap<>();
    for (Key key : type.keys()) {
      List<String> names = names(key);
      for (int i = 1; i < names.size(); i++) {
        Map<String, Boolean> earlier = new LinkedHashMap<>();
        names.subList(0, i).forEach(name -> earlier.put(name, false));
        later.put(
            names.get(i),
            Schema.of("properties", earlier).with("errorMessage", "Given twice, under two names."));
      }
    }
    return later.isEmpty() ? Schema.ANYTHING : Schema.of("dependentSchemas", later);
  }

  private static List<String> names(Key key) {
    List<String> names = new ArrayList<>(List.of(key.name()));
    names.addAll(key.aliases());
    return names;
  }
}
