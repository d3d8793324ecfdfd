package dev.nn.config.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the values of a key are: the Java type of a record's component, as a config sees it. */
public sealed interface ValueType {
  /** A whole number of 32 bits, or of 64. */
  record Whole(boolean wide) implements ValueType {}

  /** A number. */
  record Fraction() implements ValueType {}

  /** True or false. */
  record Truth() implements ValueType {}

  /** A text. */
  record Text() implements ValueType {}

  /** A path. */
  record File() implements ValueType {}

  /**
   * One of some names.
   *
   * @param type the enum
   * @param names its constants as a config has them, in lower case
   */
  record Choice(Class<?> type, List<String> names) implements ValueType {}

  /** A part that is chosen by name. */
  record Part(Kind<?> kind) implements ValueType {}

  /**
   * A mapping with the keys of a record.
   *
   * @param type the record; {@link RecordType#of} knows its keys
   */
  record Keys(Class<?> type) implements ValueType {}

  /** A list, or a single value for a list of one. */
  record Items(ValueType item) implements ValueType {}

  /** A mapping from any names. */
  record Named(ValueType value) implements ValueType {}

  /** A value, or nothing, which is what a key that is left out has. */
  record Maybe(ValueType value) implements ValueType {}

  /**
   * Looks at a type.
   *
   * @throws IllegalArgumentException if no config can express it
   */
  static ValueType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Items(of(arguments[0]));
      }
      if (generic.getRawType() == Optional.class) {
        return new Maybe(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Named(of(arguments[1]));
      }
    } else if (type instanceof Class<?> raw) {
      return of(raw);
    }
    throw unknown(type);
  }

  private static ValueType of(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return new Whole(false);
    }
    if (type == long.class || type == Long.class) {
      return new Whole(true);
    }
    if (type == double.class || type == Double.class) {
      return new Fraction();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Truth();
    }
    if (type == String.class) {
      return new Text();
    }
    if (type == Path.class) {
      return new File();
    }
    if (type.isEnum()) {
      return new Choice(
          type,
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .toList());
    }
    if (Kind.isConfigurable(type)) {
      return new Part(Kind.of(type));
    }
    if (type.isRecord()) {
      return new Keys(type);
    }
    throw unknown(type);
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException("no config can express the type " + type.getTypeName());
  }

  /** What the values are in the end: of a list, map or optional value, those in it. */
  default ValueType innermost() {
    if (this instanceof Items items) {
      return items.item().innermost();
    }
    if (this instanceof Named named) {
      return named.value().innermost();
    }
    return this instanceof Maybe maybe ? maybe.value().innermost() : this;
  }
}
