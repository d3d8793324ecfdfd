package dev.nn.cli.diff;

import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values in few words: parts without the keys that have their default, blocks without details. */
public final class ValueText {
  private final Registries registries;

  /** For parts that these registries know. */
  public ValueText(Registries registries) {
    this.registries = registries;
  }

  /** On one line. */
  public String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return text(map, told(map));
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value instanceof Double number ? number(number) : String.valueOf(value);
  }

  /**
   * As {@link #of}, of a part beside which another is told: what is told of that is told here too.
   */
  public String of(Object value, Object beside) {
    if (!(value instanceof Map<?, ?> part) || !(beside instanceof Map<?, ?> other)) {
      return of(value);
    }
    Set<String> told = told(part);
    told.addAll(told(other));
    return text(part, told);
  }

  /** 0.0030 is no news: {@code 0.003}, {@code 1.0E-7} as {@code 1e-7}, {@code 2.0} as {@code 2}. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  private String list(List<?> list) {
    // Of layers in a layer the names will do: nobody reads all of them on a line.
    boolean layers =
        list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.containsKey("inputs"));
    return list.stream()
        .map(each -> layers ? String.valueOf(((Map<?, ?>) each).get("name")) : of(each))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The keys that are told of a part: those without their default. */
  private Set<String> told(Map<?, ?> part) {
    Optional<Registration<?>> registration = registration(part);
    Set<String> told = new LinkedHashSet<>();
    part.forEach(
        (key, value) -> {
          if (!isDefault(registration, String.valueOf(key), value)) {
            told.add(String.valueOf(key));
          }
        });
    return told;
  }

  private String text(Map<?, ?> part, Set<String> told) {
    List<String> keys = new ArrayList<>();
    part.forEach(
        (key, value) -> {
          if (told.contains(String.valueOf(key))) {
            keys.add(key + ": " + of(value));
          }
        });
    return keys.equals(List.of("type: " + part.get("type")))
        ? String.valueOf(part.get("type"))
        : "{" + String.join(", ", keys) + "}";
  }

  /** The part that has this type and these keys. */
  private Optional<Registration<?>> registration(Map<?, ?> map) {
    if (!(map.get("type") instanceof String type)) {
      return Optional.empty();
    }
    for (Kind<?> kind : Kind.ALL) {
      Optional<? extends Registration<?>> found = registries.of(kind).find(type);
      // A loss and a metric may share a name; they do not share all keys.
      if (found.isPresent()
          && map.keySet().stream()
              .filter(key -> !isPlace(String.valueOf(key)))
              .allMatch(key -> find(found.get(), String.valueOf(key)).isPresent())) {
        return Optional.of(found.get());
      }
    }
    return Optional.empty();
  }

  /** Keys that every part of a kind has, besides its own. */
  private static boolean isPlace(String key) {
    return List.of("type", "name", "inputs", "trainable", "shared", "repeat").contains(key);
  }

  private static Optional<Key> find(Registration<?> registration, String name) {
    return registration.keys().keys().stream().filter(key -> key.name().equals(name)).findFirst();
  }

  private boolean isDefault(Optional<Registration<?>> registration, String key, Object value) {
    if (registration.isEmpty()) {
      return value instanceof List<?> list && list.isEmpty() || Map.of().equals(value);
    }
    if (key.equals("trainable")) {
      return Boolean.TRUE.equals(value);
    }
    return registration
        .flatMap(each -> find(each, key))
        .flatMap(Key::defaultValue)
        .filter(text -> says(text, value))
        .isPresent();
  }

  /** Whether a YAML text, as annotations have it, means a value. */
  private boolean says(String yaml, Object value) {
    if (value instanceof List<?> list && !list.isEmpty() && !yaml.startsWith("[")) {
      return list.stream().allMatch(each -> says(yaml, each)); // One size for every axis.
    }
    if (value instanceof Number number) {
      try {
        return Double.parseDouble(yaml) == number.doubleValue();
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return of(value).equals(yaml.replaceFirst("^\"(.*)\"$", "$1"));
  }
}
