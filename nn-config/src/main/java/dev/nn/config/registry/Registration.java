package dev.nn.config.registry;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;
import java.util.Optional;

/**
 * A record that can be chosen by name.
 *
 * @param kind what it is
 * @param name its name
 * @param aliases other accepted names
 * @param keys its keys
 */
public record Registration<T>(Kind<T> kind, String name, List<String> aliases, RecordType keys) {

  /** Keys that a layer's place in a network takes, so that no layer can have them for its own. */
  private static final List<String> TAKEN_BY_LAYERS =
      List.of("name", "inputs", "trainable", "repeat", "shared");

  /**
   * Looks at a record.
   *
   * @throws IllegalArgumentException if it has no {@link Type}, or is no record that a config can
   *     express
   */
  public static <T> Registration<T> of(Kind<T> kind, Class<? extends T> type) {
    Type named = type.getAnnotation(Type.class);
    if (named == null) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be a " + kind.singular() + ": it has no @Type(\"name\")");
    }
    RecordType keys = RecordType.of(type);
    for (Key key : keys.keys()) {
      if (key.name().equals("type") || kind == Kind.LAYER && TAKEN_BY_LAYERS.contains(key.name())) {
        throw new IllegalArgumentException(
            "%s: a %s cannot have a key of its own called '%s'"
                .formatted(type.getName(), kind.singular(), key.name()));
      }
    }
    return new Registration<>(kind, named.value(), List.of(named.aliases()), keys);
  }

  /** The record. */
  public Class<? extends T> type() {
    return keys.type().asSubclass(kind.type());
  }

  /** One line for people; may be empty. */
  public String doc() {
    return Optional.ofNullable(type().getAnnotation(Doc.class)).map(Doc::value).orElse("");
  }
}
