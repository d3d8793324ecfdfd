package dev.nn.config.registry;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One component of a record, as a key of a config.
 *
 * @param name in snake_case
 * @param aliases other accepted names
 * @param type what its values are
 * @param defaultValue YAML text of the value when the key is left out
 * @param range bounds of its number or numbers
 * @param doc one line for people; may be empty
 * @param inner if, instead of being a key, it brings the keys of its record: that record
 * @param component the component itself
 */
public record Key(
    String name,
    List<String> aliases,
    Type type,
    Optional<String> defaultValue,
    Optional<Range> range,
    String doc,
    Optional<RecordType> inner,
    RecordComponent component) {

  private static final Pattern CAPITAL = Pattern.compile("(?<=[A-Za-z0-9])[A-Z]");

  static Key of(RecordComponent component) {
    return new Key(
        snakeCase(component.getName()),
        component.isAnnotationPresent(Alias.class)
            ? List.of(component.getAnnotation(Alias.class).value())
            : List.of(),
        component.getGenericType(),
        Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
        Optional.ofNullable(component.getAnnotation(Range.class)),
        Optional.ofNullable(component.getAnnotation(Doc.class)).map(Doc::value).orElse(""),
        component.isAnnotationPresent(Inline.class)
            ? Optional.of(RecordType.of(component.getType()))
            : Optional.empty(),
        component);
  }

  /** Whether, instead of being a key, it brings the keys of its record. */
  public boolean inline() {
    return inner.isPresent();
  }

  /** Whether the config must have it. */
  public boolean required() {
    return defaultValue.isEmpty() && component.getType() != Optional.class;
  }

  /**
   * What its values are.
   *
   * @throws IllegalArgumentException if no config can express it
   */
  public ValueType value() {
    return ValueType.of(type);
  }

  private static String snakeCase(String name) {
    return CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
  }
}
