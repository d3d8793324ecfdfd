package dev.nn.core.callbacks;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.util.List;

/**
 * A callback that remembers something of a run. The record that a config makes does not change, so
 * it starts a fresh observer for each run, as a metric starts an accumulator.
 */
public interface StatefulCallback extends Callback {
  /** What looks on at one run. */
  Callback start();

  /** Fails: the record itself cannot look on. */
  @Override
  default void onTrainBegin(Training training) {
    throw new IllegalStateException(
        getClass().getSimpleName()
            + " remembers something of a run: pass StatefulCallback.start(callbacks) to fit()");
  }

  /** Callbacks as {@code Trainer.fit} takes them. */
  static List<Callback> start(List<Callback> callbacks) {
    return callbacks.stream()
        .map(
            callback -> callback instanceof StatefulCallback stateful ? stateful.start() : callback)
        .toList();
  }
}
