package dev.nn.config.spec;

import dev.nn.api.data.DataSource;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a config says. Two configs that mean the same have equal specs.
 *
 * @param version of the format, 1
 * @param name names the run's folder; default: the file's name without ending
 * @param seed decides everything random; default 42
 * @param data where examples come from
 * @param model layers, inputs, outputs
 * @param optimizer how parameters follow their gradients
 * @param train how long and in what portions
 * @param classWeight how much classes count while training; all alike if left out
 * @param callbacks what looks on, in order; default none
 * @param backend what computes
 * @param warnings which warnings are wanted; default all
 */
public record ExperimentSpec(
    int version,
    String name,
    long seed,
    DataSource data,
    ModelSpec model,
    Optimizer optimizer,
    TrainSpec train,
    Optional<ClassWeight> classWeight,
    List<Callback> callbacks,
    BackendSpec backend,
    WarningsSpec warnings) {
  /** The format described here. */
  public static final int VERSION = 1;

  /** The seed of a config without one: the same runs for everyone who copies it. */
  public static final long DEFAULT_SEED = 42;

  /** Copies the list. */
  public ExperimentSpec {
    callbacks = List.copyOf(callbacks);
  }

  /**
   * Names of what is measured in every epoch: {@code loss} and the metrics; with several outputs
   * those of each as {@code output/metric}. On the validation part they have {@code val_} before
   * them.
   */
  public List<String> measured() {
    List<String> names = new ArrayList<>(List.of("loss"));
    boolean several = model.outputs().size() > 1;
    for (OutputSpec output : model.outputs()) {
      String prefix = several ? output.layer() + "/" : "";
      if (several) {
        names.add(prefix + "loss");
      }
      output.metrics().keySet().forEach(metric -> names.add(prefix + metric));
    }
    return names;
  }
}
