package dev.nn.config.registry;

import dev.nn.api.data.DataSource;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import java.util.List;

/**
 * A kind of part that a config chooses by name. This is the one list of them.
 *
 * @param type the interface
 * @param singular for messages
 * @param plural for {@code nn list}
 */
public record Kind<T>(Class<T> type, String singular, String plural) {
  public static final Kind<Layer> LAYER = new Kind<>(Layer.class, "layer", "layers");
  public static final Kind<Activation> ACTIVATION =
      new Kind<>(Activation.class, "activation", "activations");
  public static final Kind<Initializer> INITIALIZER =
      new Kind<>(Initializer.class, "initializer", "initializers");
  public static final Kind<Regularizer> REGULARIZER =
      new Kind<>(Regularizer.class, "regularizer", "regularizers");
  public static final Kind<Constraint> CONSTRAINT =
      new Kind<>(Constraint.class, "constraint", "constraints");
  public static final Kind<Loss> LOSS = new Kind<>(Loss.class, "loss", "losses");
  public static final Kind<Optimizer> OPTIMIZER =
      new Kind<>(Optimizer.class, "optimizer", "optimizers");
  public static final Kind<Schedule> SCHEDULE = new Kind<>(Schedule.class, "schedule", "schedules");
  public static final Kind<Metric> METRIC = new Kind<>(Metric.class, "metric", "metrics");
  public static final Kind<Callback> CALLBACK = new Kind<>(Callback.class, "callback", "callbacks");
  public static final Kind<DataSource> DATA = new Kind<>(DataSource.class, "data source", "data");

  /** All kinds. */
  public static final List<Kind<?>> ALL =
      List.of(
          LAYER,
          ACTIVATION,
          INITIALIZER,
          REGULARIZER,
          CONSTRAINT,
          LOSS,
          OPTIMIZER,
          SCHEDULE,
          METRIC,
          CALLBACK,
          DATA);

  /**
   * The kind of an interface.
   *
   * @throws IllegalArgumentException if records of it are not chosen by name
   */
  @SuppressWarnings("unchecked") // The kind of a class has that class for its type.
  static <T> Kind<T> of(Class<T> type) {
    for (Kind<?> kind : ALL) {
      if (kind.type() == type) {
        return (Kind<T>) kind;
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " is not a kind of thing that a config can name");
  }

  /** For messages: {@code a layer}, {@code an optimizer}. */
  public String withArticle() {
    return ("aeiou".indexOf(singular.charAt(0)) < 0 ? "a " : "an ") + singular;
  }

  /** Whether records of an interface are chosen by name. */
  public static boolean isConfigurable(Class<?> type) {
    return ALL.stream().anyMatch(kind -> kind.type() == type);
  }
}
