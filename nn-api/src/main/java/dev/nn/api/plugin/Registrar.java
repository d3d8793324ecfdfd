package dev.nn.api.plugin;

/** Takes registrations. */
@FunctionalInterface
public interface Registrar {
  /**
   * Makes a record available in configs under the name in its {@link dev.nn.api.spec.Type}.
   *
   * @param kind {@code Layer}, {@code Activation}, {@code Loss}, {@code Optimizer}, {@code
   *     Schedule}, {@code Initializer}, {@code Regularizer}, {@code Constraint}, {@code Metric},
   *     {@code Callback} or {@code DataSource}
   * @param type the record
   * @throws IllegalArgumentException if the type has no name, is no record, or the name is taken
   *     (naming both)
   */
  <T> void add(Class<T> kind, Class<? extends T> type);
}
