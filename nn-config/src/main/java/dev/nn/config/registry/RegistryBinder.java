package dev.nn.config.registry;

import com.google.inject.Binder;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;

/**
 * Adds parts of one kind:
 *
 * <pre>{@code
 * registryBinder(binder(), Kind.LOSS).bind(FocalLoss.class).bind(Hinge.class);
 * }</pre>
 */
public final class RegistryBinder<T> {
  private final Kind<T> kind;
  private final Multibinder<Registration<?>> parts;

  private RegistryBinder(Kind<T> kind, Multibinder<Registration<?>> parts) {
    this.kind = kind;
    this.parts = parts;
  }

  /** For parts of a kind. */
  public static <T> RegistryBinder<T> registryBinder(Binder binder, Kind<T> kind) {
    return new RegistryBinder<>(kind, boundParts(binder));
  }

  /**
   * Adds a record under the name in its {@link dev.nn.api.spec.Type}.
   *
   * @throws IllegalArgumentException if it has none, or is no record that a config can express
   */
  public RegistryBinder<T> bind(Class<? extends T> type) {
    parts.addBinding().toInstance(Registration.of(kind, type));
    return this;
  }

  /** Where the parts of all kinds are: a set for each kind would take Guice ten times as long. */
  static Multibinder<Registration<?>> boundParts(Binder binder) {
    return Multibinder.newSetBinder(binder, new TypeLiteral<Registration<?>>() {});
  }
}
