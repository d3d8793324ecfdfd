package dev.nn.config.registry;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.util.Map;
import java.util.Set;

/**
 * Adds parts of one kind:
 *
 * <pre>{@code
 * registryBinder(binder(), Kind.LOSS).bind(FocalLoss.class).bind(Hinge.class);
 * }</pre>
 */
public final class RegistryBinder<T> {
  private final Kind<T> kind;
  private final MapBinder<String, Registration<T>> parts;

  private RegistryBinder(Kind<T> kind, MapBinder<String, Registration<T>> parts) {
    this.kind = kind;
    this.parts = parts;
  }

  /** For parts of a kind. */
  public static <T> RegistryBinder<T> registryBinder(Binder binder, Kind<T> kind) {
    // Guice's own complaint about a double key does not name the classes; the registry's does.
    return new RegistryBinder<>(
        kind,
        MapBinder.newMapBinder(
                binder, TypeLiteral.get(String.class), RegistryBinder.<T>registration(kind))
            .permitDuplicates());
  }

  /**
   * Adds a record under the name in its {@link dev.nn.api.spec.Type}.
   *
   * @throws IllegalArgumentException if it has none, or is no record that a config can express
   */
  public RegistryBinder<T> bind(Class<? extends T> type) {
    Registration<T> registration = Registration.of(kind, type);
    parts.addBinding(registration.name()).toInstance(registration);
    return this;
  }

  @SuppressWarnings("unchecked") // The literal is built from the kind's own class.
  private static <T> TypeLiteral<Registration<T>> registration(Kind<T> kind) {
    return (TypeLiteral<Registration<T>>)
        TypeLiteral.get(Types.newParameterizedType(Registration.class, kind.type()));
  }

  @SuppressWarnings("unchecked") // As above.
  static <T> Key<Map<String, Set<Registration<T>>>> boundKey(Kind<T> kind) {
    return (Key<Map<String, Set<Registration<T>>>>)
        Key.get(Types.mapOf(String.class, Types.setOf(registration(kind).getType())));
  }
}
