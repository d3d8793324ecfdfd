package dev.nn.api.plugin;

/**
 * A jar's contribution: found by {@link java.util.ServiceLoader}, so name the class in {@code
 * META-INF/services/dev.nn.api.plugin.Plugin}.
 *
 * <pre>{@code
 * public final class MyLayers implements Plugin {
 *   public void register(Registrar registrar) {
 *     registrar.add(Layer.class, ScaledSwish.class);
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Plugin {
  /** Registers record types, each annotated with {@link dev.nn.api.spec.Type}. */
  void register(Registrar registrar);
}
