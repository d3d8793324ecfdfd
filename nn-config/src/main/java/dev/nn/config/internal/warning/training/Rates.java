package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;

/** Where learning rates are written, and what can be said of the steps they are for. */
final class Rates {
  private static final String[] KEYS = {
    "optimizer.learning_rate",
    "optimizer.lr",
    "optimizer.optimizer.learning_rate",
    "optimizer.optimizer.lr"
  };

  private static final String[] LENGTHS = {
    "optimizer.learning_rate.decay_steps",
    "optimizer.lr.decay_steps",
    "optimizer.learning_rate.schedule.decay_steps"
  };

  private Rates() {}

  /** Whether the config has a learning rate, or leaves it to the optimizer. */
  static boolean areWritten(Setup setup) {
    return setup.says(KEYS);
  }

  /** The place of the learning rate, or of the optimizer. */
  static Origin place(Setup setup) {
    return setup.place(KEYS);
  }

  /** The place of how long a schedule is, or of the schedule. */
  static Origin lengthPlace(Setup setup) {
    return setup.says(LENGTHS) ? setup.place(LENGTHS) : place(setup);
  }

  /** How many times the weights are updated, and how many of these make an epoch. */
  static String updates(Prepared prepared) {
    long updates = updateCount(prepared);
    int epochs = prepared.setup().spec().train().epochs();
    return "training has %,d %s, %s%d in each epoch"
        .formatted(
            updates,
            updates == prepared.steps() ? "steps" : "updates",
            updates % epochs == 0 ? "" : "about ",
            Math.round((double) updates / epochs));
  }

  static long updateCount(Prepared prepared) {
    return prepared.setup().spec().optimizer().updateRules().update(prepared.steps());
  }

  /** A problem of a schedule's length, with what would fit. */
  static Problem fitting(Problem problem, Setup setup, long updates) {
    return setup.says(LENGTHS)
        ? problem
            .helping("use 'decay_steps: " + updates + "', or another number of epochs")
            .fixedBy(Long.toString(updates))
        : problem.helping(
            "make the schedule as long as training, or train for another number of epochs");
  }
}
