package dev.nn.config.registry;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.nn.api.backend.BackendProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/**
 * The backends on the class path and those an application has bound, by name. Looked for on first
 * use; a provider is asked for its name only, so that looking starts no backend.
 */
@Singleton
public final class Backends {
  private final Set<BackendProvider> bound;
  private Map<String, BackendProvider> byName;
  private Map<String, BackendProvider> byAnyName;

  @Inject
  Backends(Set<BackendProvider> bound) {
    this.bound = bound;
  }

  /** Those on the class path, as Guice would make it if no application binds anything. */
  public static Backends installed() {
    return new Backends(Set.of());
  }

  /** The names, without aliases, sorted. */
  public synchronized Collection<String> names() {
    look();
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** Looks up a name or alias. */
  public synchronized Optional<BackendProvider> find(String name) {
    look();
    return Optional.ofNullable(byAnyName.get(name));
  }

  private void look() {
    if (byName != null) {
      return;
    }
    Map<String, BackendProvider> names = new TreeMap<>();
    Map<String, BackendProvider> anyNames = new TreeMap<>();
    // What the application binds comes first and stands for a provider of that name in a jar.
    bound.forEach(provider -> add(provider, names, anyNames));
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      BackendProvider other = names.get(provider.name());
      if (other == null) {
        add(provider, names, anyNames);
      } else if (!bound.contains(other)) {
        throw twice(provider.name(), other, provider);
      }
    }
    byName = names;
    byAnyName = anyNames;
  }

  private static void add(
      BackendProvider provider,
      Map<String, BackendProvider> names,
      Map<String, BackendProvider> anyNames) {
    names.put(provider.name(), provider);
    for (String name : provider.aliases()) {
      add(name, provider, anyNames);
    }
    add(provider.name(), provider, anyNames);
  }

  private static void add(
      String name, BackendProvider provider, Map<String, BackendProvider> anyNames) {
    BackendProvider other = anyNames.putIfAbsent(name, provider);
    if (other != null && other != provider) {
      throw twice(name, other, provider);
    }
  }

  private static IllegalArgumentException twice(
      String name, BackendProvider one, BackendProvider other) {
    return new IllegalArgumentException(
        "two backends are called '%s': %s and %s"
            .formatted(name, one.getClass().getName(), other.getClass().getName()));
  }
}
