package dev.nn.cli;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.core.model.SafeTensors;
import dev.nn.core.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the weights of the best and of the last epoch in the run's folder. Best is what early
 * stopping watches, else {@code val_loss}, else {@code loss}.
 */
final class Checkpoints implements Callback {
  /** Epochs can take milliseconds; syncing a file takes about as long. */
  private static final long NANOS_BETWEEN_WRITES = 10_000_000_000L;

  private final RunDirectory run;
  private final Optional<EarlyStopping> watched;
  private Weights best;
  private Weights last;
  private int bestEpoch;
  private double bestValue;
  private String monitor;
  private MonitorMode mode;
  private boolean bestIsWritten = true;
  private long written = System.nanoTime();

  Checkpoints(RunDirectory run, List<Callback> callbacks) {
    this.run = run;
    this.watched =
        callbacks.stream()
            .filter(EarlyStopping.class::isInstance)
            .map(EarlyStopping.class::cast)
            .findFirst();
  }

  @Override
  public void onEpochEnd(Training training) {
    if (monitor == null) {
      String standard = training.logs().containsKey("val_loss") ? "val_loss" : "loss";
      monitor = watched.map(EarlyStopping::monitor).orElse(standard);
      mode = watched.flatMap(spec -> spec.mode().of(monitor)).orElse(MonitorMode.MIN);
      bestValue = mode.worst();
    }
    last = (Weights) training.snapshot();
    double value = training.logs().getOrDefault(monitor, Double.NaN);
    if (mode.better(value, bestValue, 0)) {
      best = last;
      bestValue = value;
      bestEpoch = training.epoch();
      bestIsWritten = false;
    }
    if (System.nanoTime() - written > NANOS_BETWEEN_WRITES) {
      write();
    }
  }

  @Override
  public void onTrainEnd(Training training) {
    write();
  }

  /** Writes what is not written yet. */
  void write() {
    try {
      if (!bestIsWritten) {
        SafeTensors.write(run.best(), best);
        bestIsWritten = true;
      }
      if (last != null) {
        SafeTensors.write(run.last(), last);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = System.nanoTime();
  }

  /** The epoch whose weights are the best; 0 if there is none. */
  int bestEpoch() {
    return bestEpoch;
  }
}
