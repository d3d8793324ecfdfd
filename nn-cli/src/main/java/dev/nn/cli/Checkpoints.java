package dev.nn.cli;

import dev.nn.api.train.Callback;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.core.model.SafeTensors;
import dev.nn.core.model.Weights;
import dev.nn.core.train.TrainingState;
import dev.nn.core.train.TrainingStateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the weights of the best and of the last epoch in the run's folder, and what a later run
 * needs to go on. Best is what early stopping watches, else {@code val_loss}, else {@code loss}.
 */
final class Checkpoints implements Callback {
  /** Epochs can take milliseconds; syncing a file takes about as long. */
  private static final long NANOS_BETWEEN_WRITES = 10_000_000_000L;

  private static final String BEST_VALUE = "best_value";
  private static final String BEST_EPOCH = "best_epoch";

  private final RunDirectory run;
  private final Optional<EarlyStopping> watched;
  private TrainingState state;
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
      bestValue = bestEpoch == 0 ? mode.worst() : bestValue;
    }
    last = (Weights) training.snapshot();
    double value = training.logs().getOrDefault(monitor, Double.NaN);
    if (mode.better(value, bestValue, 0)) {
      best = last;
      bestValue = value;
      bestEpoch = training.epoch();
      bestIsWritten = false;
    }
  }

  /** Takes note of a state to go on from; it has seen this epoch's weights before. */
  void keep(TrainingState reached) {
    state = reached;
    if (System.nanoTime() - written > NANOS_BETWEEN_WRITES) {
      write();
    }
  }

  @Override
  public CallbackState state() {
    return CallbackState.of(Map.of(BEST_VALUE, bestValue, BEST_EPOCH, (double) bestEpoch));
  }

  @Override
  public void resume(CallbackState earlier) {
    bestValue = earlier.numbers().get(BEST_VALUE);
    bestEpoch = earlier.numbers().get(BEST_EPOCH).intValue();
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
      if (state != null) {
        TrainingStateFile.write(run.state(), state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = System.nanoTime();
  }
}
