package dev.nn.api.train;

import java.util.Map;
import java.util.Optional;

/** A training run, as its callbacks see it. */
public interface Training {
  /** The current epoch, from 1. */
  int epoch();

  /** How many epochs are planned. */
  int epochs();

  /** Steps done since the run began, over all epochs. */
  long step();

  /** Steps in one epoch. */
  int stepsPerEpoch();

  /** Examples in one epoch. */
  int examplesPerEpoch();

  /** Mean loss over the steps of this epoch so far. */
  double loss();

  /**
   * What is known at the end of an epoch: {@code loss}, metrics by name, the same for validation
   * with the prefix {@code val_}, and {@code learning_rate}. Before that, empty.
   */
  Map<String, Double> logs();

  /**
   * Whether one of the {@link #logs} is the better the greater it is: a metric says so itself, a
   * loss is not. Empty if the name is neither's.
   */
  Optional<Boolean> greaterIsBetter(String log);

  /** Ends training after this step; the reason is shown to the user. */
  void stop(String reason);

  /** η of the last step, or of the first if there was none yet. */
  double learningRate();

  /** Multiplies η by a factor, in all steps from the next one on, whatever the schedule says. */
  void scaleLearningRate(double factor);

  /** A copy of all variables of the model, averaged ones as they are evaluated. */
  Snapshot snapshot();

  /** Puts a copy back. */
  void restore(Snapshot snapshot);

  /** All variables of a model at one moment. Opaque. */
  interface Snapshot {}
}
