package dev.nn.core.callbacks;

import dev.nn.api.train.Training;
import java.util.Map;
import java.util.Optional;

/** The best value so far of what a callback watches. */
final class Best {
  private static final String KEY = "best";

  private final Monitor monitor;
  private final double minDelta;

  /** Of which the metrics say which way they get better. */
  private Training training;

  /** Known from the first value on. */
  private Optional<MonitorMode> direction = Optional.empty();

  private double value;

  /**
   * Without a value.
   *
   * @param minDelta smaller improvements do not count
   */
  Best(Monitor monitor, double minDelta) {
    this.monitor = monitor;
    this.minDelta = minDelta;
  }

  /** Looks on at a run. */
  void begin(Training run) {
    training = run;
  }

  /**
   * Whether a value is better than all before, and so the best.
   *
   * @throws IllegalArgumentException if it is not known which way it gets better
   */
  boolean isBeatenBy(double next) {
    if (direction.isEmpty()) {
      direction = Optional.of(monitor.direction(training));
      value = direction.get().worst();
    }
    boolean better = isBetter(next, value);
    value = better ? next : value;
    return better;
  }

  /** Whether a value is better than another, which need not be the best. */
  boolean isBetter(double next, double than) {
    return direction.orElseThrow().better(next, than, minDelta);
  }

  double value() {
    return value;
  }

  /** Puts it into what is kept of a callback. */
  void save(Map<String, Double> numbers) {
    direction.ifPresent(known -> numbers.put(KEY, value));
  }

  /** The way back. */
  void resume(Map<String, Double> numbers) {
    if (numbers.containsKey(KEY)) {
      direction = Optional.of(monitor.direction(training));
      value = numbers.get(KEY);
    }
  }
}
