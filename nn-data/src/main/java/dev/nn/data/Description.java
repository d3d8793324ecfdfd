package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Typed reading of a {@link dev.nn.api.data.Preprocessing#describe} map, as it comes back from
 * JSON.
 */
record Description(Map<?, ?> values) {

  boolean has(String key) {
    return values.get(key) != null;
  }

  /** The keys, in order. */
  List<String> keys() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  String text(String key) {
    return as(key, String.class, "a text");
  }

  double number(String key) {
    return as(key, Number.class, "a number").doubleValue();
  }

  boolean flag(String key) {
    return as(key, Boolean.class, "true or false");
  }

  List<String> texts(String key) {
    return list(key, String.class, "a list of texts");
  }

  int[] integers(String key) {
    return list(key, Number.class, "a list of numbers").stream()
        .mapToInt(Number::intValue)
        .toArray();
  }

  Description map(String key) {
    return new Description(as(key, Map.class, "a map"));
  }

  List<Description> maps(String key) {
    return list(key, Map.class, "a list of maps").stream()
        .<Description>map(Description::new)
        .toList();
  }

  /** An enum constant written in lower case. */
  <E extends Enum<E>> E constant(String key, Class<E> type) {
    try {
      return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw fault(
          key, "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
  }

  private <T> List<T> list(String key, Class<T> type, String expected) {
    List<?> found = as(key, List.class, expected);
    if (!found.stream().allMatch(type::isInstance)) {
      throw fault(key, expected);
    }
    return found.stream().map(type::cast).toList();
  }

  private <T> T as(String key, Class<T> type, String expected) {
    Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw fault(key, expected);
    }
    return type.cast(value);
  }

  /** A fault of the description: a model file that is damaged or newer than this version. */
  DataException fault(String key, String expected) {
    return DataException.at(
        null,
        0,
        "the model's preprocessing cannot be read: expected '%s' to be %s, found %s"
            .formatted(key, expected, values.get(key)));
  }
}
