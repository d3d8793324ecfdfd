package dev.nn.testkit.spec;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.spec.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What plugins have registered: record types by kind and name. */
public final class Catalogue {
  private final Map<Class<?>, Map<String, Class<?>>> types = new LinkedHashMap<>();
  private final Map<Class<?>, Set<String>> names = new LinkedHashMap<>();

  private Catalogue() {}

  /**
   * Everything that some plugins register.
   *
   * @throws IllegalArgumentException if a type has no name, is no record, or its name is taken
   */
  public static Catalogue of(Plugin... plugins) {
    Catalogue catalogue = new Catalogue();
    Registrar registrar = catalogue::add;
    for (Plugin plugin : plugins) {
      plugin.register(registrar);
    }
    return catalogue;
  }

  private <T> void add(Class<T> kind, Class<? extends T> type) {
    Type name = type.getAnnotation(Type.class);
    if (name == null || !type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is no record with a @Type");
    }
    names.computeIfAbsent(kind, key -> new TreeSet<>()).add(name.value());
    take(kind, name.value(), type);
    for (String alias : name.aliases()) {
      take(kind, alias, type);
    }
  }

  private void take(Class<?> kind, String name, Class<?> type) {
    Class<?> other = types.computeIfAbsent(kind, key -> new TreeMap<>()).putIfAbsent(name, type);
    if (other != null) {
      throw new IllegalArgumentException(
          "%s and %s are both called '%s'".formatted(other.getName(), type.getName(), name));
    }
  }

  /** The kinds of which something is registered. */
  public Set<Class<?>> kinds() {
    return types.keySet();
  }

  /** The names of a kind, without aliases. */
  public Set<String> names(Class<?> kind) {
    return names.getOrDefault(kind, Set.of());
  }

  /** The record of a name or alias. */
  public Optional<Class<?>> find(Class<?> kind, String name) {
    return Optional.ofNullable(types.getOrDefault(kind, Map.of()).get(name));
  }
}
