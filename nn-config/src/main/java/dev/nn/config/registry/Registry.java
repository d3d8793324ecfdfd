package dev.nn.config.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All parts of one kind, by name. Immutable. */
public final class Registry<T> {
  private final Kind<T> kind;
  private final Map<String, Registration<T>> byName = new TreeMap<>();
  private final Map<String, Registration<T>> byAnyName = new HashMap<>();
  private final Map<Class<?>, Registration<T>> byType = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two have the same name or alias, naming both classes
   */
  public Registry(Kind<T> kind, Collection<Registration<T>> registrations) {
    this.kind = kind;
    for (Registration<T> registration : registrations) {
      List<String> names = new ArrayList<>(registration.aliases());
      names.add(registration.name());
      for (String name : names) {
        Registration<T> other = byAnyName.putIfAbsent(name, registration);
        if (other != null && other.type() != registration.type()) {
          throw new IllegalArgumentException(
              "two %s are called '%s': %s and %s"
                  .formatted(
                      kind.plural(), name, other.type().getName(), registration.type().getName()));
        }
      }
      byName.put(registration.name(), registration);
      byType.put(registration.type(), registration);
    }
  }

  /** What these are. */
  public Kind<T> kind() {
    return kind;
  }

  /** The names, without aliases, sorted. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** All, sorted by name. */
  public Collection<Registration<T>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Looks up a name or alias. */
  public Optional<Registration<T>> find(String name) {
    return Optional.ofNullable(byAnyName.get(name));
  }

  /** Looks up the record of an object. */
  public Optional<Registration<T>> of(Object part) {
    return Optional.ofNullable(byType.get(part.getClass()));
  }

  /** Names and aliases near which a misspelt name may lie. */
  public Collection<String> namesAndAliases() {
    return Collections.unmodifiableSet(byAnyName.keySet());
  }
}
