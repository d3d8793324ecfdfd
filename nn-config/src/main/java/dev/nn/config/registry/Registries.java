package dev.nn.config.registry;

import com.google.inject.Inject;
import com.google.inject.Injector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registries of all kinds. Immutable; made by Guice from everything that was bound. */
public final class Registries {
  private final Map<Class<?>, Registry<?>> byType = new HashMap<>();

  @Inject
  Registries(Injector injector) {
    Kind.ALL.forEach(kind -> byType.put(kind.type(), collect(kind, injector)));
  }

  private static <T> Registry<T> collect(Kind<T> kind, Injector injector) {
    return new Registry<>(
        kind,
        injector.getInstance(RegistryBinder.boundKey(kind)).values().stream()
            .flatMap(Set::stream)
            .toList());
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
