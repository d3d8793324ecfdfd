package dev.nn.config.registry;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;
import java.util.Optional;

/**
 * A record that can be chosen by name. Two of them are equal if they are the same: Guice hashes
 * what it binds, and the hash of a record with all its keys took a tenth of {@code nn validate}.
 */
public final class Registration<T> {
  /** Keys that a layer's place in a network takes, so that no layer can have them for its own. */
  public static final List<String> TAKEN_BY_LAYERS =
      List.of("name", "inputs", "trainable", "repeat", "shared");

  private final Kind<T> kind;
  private final Class<? extends T> type;
  private final String name;
  private final List<String> aliases;
  private volatile RecordType keys;

  private Registration(Kind<T> kind, Class<? extends T> type, Type named) {
    this.kind = kind;
    this.type = type;
    this.name = named.value();
    this.aliases = List.of(named.aliases());
  }

  /**
   * Looks at a record.
   *
   * @throws IllegalArgumentException if it has no {@link Type}, or is no record that a config can
   *     express
   */
  public static <T> Registration<T> of(Kind<T> kind, Class<? extends T> type) {
    Registration<T> registration = trusted(kind, type);
    registration.keys();
    return registration;
  }

  /** As {@link #of}, but looks at the keys when they are first asked for. */
  static <T> Registration<T> trusted(Kind<T> kind, Class<? extends T> type) {
    Type named = type.getAnnotation(Type.class);
    if (named == null) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be a " + kind.singular() + ": it has no @Type(\"name\")");
    }
    return new Registration<>(kind, type, named);
  }

  /** What it is. */
  public Kind<T> kind() {
    return kind;
  }

  /** The record. */
  public Class<? extends T> type() {
    return type;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Other accepted names. */
  public List<String> aliases() {
    return aliases;
  }

  /** Its keys. */
  public RecordType keys() {
    RecordType known = keys;
    if (known == null) { // Two threads may both look; they see the same.
      known = RecordType.of(type);
      check(known);
      keys = known;
    }
    return known;
  }

  private void check(RecordType found) {
    for (Key key : found.keys()) {
      if (key.name().equals("type") || kind == Kind.LAYER && TAKEN_BY_LAYERS.contains(key.name())) {
        throw new IllegalArgumentException(
            "%s: a %s cannot have a key of its own called '%s'"
                .formatted(type.getName(), kind.singular(), key.name()));
      }
    }
  }

  /** One line for people; may be empty. */
  public String doc() {
    return Optional.ofNullable(type.getAnnotation(Doc.class)).map(Doc::value).orElse("");
  }

  /** Such as {@code layer dense}. */
  @Override
  public String toString() {
    return kind.singular() + " " + name;
  }
}
