package dev.nn.config.registry;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registries of all kinds. Immutable; made by Guice from what plugins registered and
 * applications bound.
 */
public final class Registries {
  private final List<PluginParts> plugins;
  private final Map<Class<?>, Registry<?>> byType = new HashMap<>();

  @Inject
  Registries(List<PluginParts> plugins, Set<Registration<?>> bound) {
    this.plugins = plugins;
    List<Registration<?>> all = new ArrayList<>();
    plugins.forEach(plugin -> all.addAll(plugin.parts()));
    all.addAll(bound);
    Kind.ALL.forEach(kind -> byType.put(kind.type(), registry(kind, all)));
  }

  /**
   * With the plugins on the class path, as Guice would make it if no application binds anything.
   *
   * @throws IllegalArgumentException if a registration is wrong, or two have the same name
   */
  public static Registries installed() {
    return new Registries(RegistryModule.partsOf(RegistryModule.installed()), Set.of());
  }

  @SuppressWarnings("unchecked") // Registrations of a kind have its type.
  private static <T> Registry<T> registry(Kind<T> kind, List<Registration<?>> all) {
    List<Registration<T>> parts = new ArrayList<>();
    for (Registration<?> each : all) {
      if (each.kind() == kind) {
        parts.add((Registration<T>) each);
      }
    }
    return new Registry<>(kind, parts);
  }

  /** What each plugin has registered, nn's own first. */
  public List<PluginParts> plugins() {
    return plugins;
  }

  /** The registry of a kind. */
  public <T> Registry<T> of(Kind<T> kind) {
    return find(kind.type()).orElseThrow();
  }

  /** The registry of a configurable interface; absent if it is none. */
  @SuppressWarnings("unchecked") // Under a class lies the registry of that class's kind.
  public <T> Optional<Registry<T>> find(Class<T> type) {
    return Optional.ofNullable((Registry<T>) byType.get(type));
  }
}
