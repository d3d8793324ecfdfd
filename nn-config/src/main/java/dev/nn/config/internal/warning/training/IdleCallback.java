package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.ReduceLrOnPlateau;
import java.util.Optional;
import java.util.function.Consumer;

/** A callback whose patience outlasts training, so that it cannot do anything. */
public final class IdleCallback implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    if (setup.isTrial()) {
      return;
    }
    for (Monitored each : Monitored.all(setup)) {
      idle(setup, each).ifPresent(found);
    }
  }

  private static Optional<Problem> idle(Setup setup, Monitored each) {
    int epochs = setup.spec().train().epochs();
    if (each.callback() instanceof EarlyStopping stopping) {
      // The first epoch that counts is the best so far; keeping the best weights is work too.
      int first = stopping.startFromEpoch() + 1 + Math.max(1, stopping.patience());
      return first < epochs || stopping.restoreBestWeights()
          ? Optional.empty()
          : Optional.of(tooPatient(setup, each, "stop", first, epochs));
    }
    ReduceLrOnPlateau reducing = (ReduceLrOnPlateau) each.callback();
    int first = 1 + Math.max(1, reducing.patience());
    return first >= epochs
        ? Optional.of(tooPatient(setup, each, "lower the learning rate", first, epochs))
        : outpaced(setup, each, reducing);
  }

  private static Problem tooPatient(
      Setup setup, Monitored each, String does, int first, int epochs) {
    return Problem.at(
            Code.IDLE_CALLBACK,
            each.place(setup, "patience"),
            "%s can %s after epoch %d at the earliest, and training has %s"
                .formatted(each.type(), does, first, Figures.count(epochs, "epoch")))
        .helping(
            epochs < 4
                ? "train for more epochs, or take it away"
                : "use a smaller patience, such as " + Math.max(1, epochs / 5));
  }

  /** Early stopping that is less patient with the same number always comes first. */
  private static Optional<Problem> outpaced(
      Setup setup, Monitored each, ReduceLrOnPlateau reducing) {
    for (Monitored other : Monitored.all(setup)) {
      if (other.callback() instanceof EarlyStopping stopping
          && stopping.startFromEpoch() == 0
          && stopping.monitor().equals(reducing.monitor())
          && stopping.minDelta() <= reducing.minDelta()
          && Math.max(1, stopping.patience()) <= reducing.patience()) {
        return Optional.of(
            Problem.at(
                    Code.IDLE_CALLBACK,
                    each.place(setup, "patience"),
                    "%s waits %s for a better '%s', and %s ends training after %d"
                        .formatted(
                            each.type(),
                            Figures.count(reducing.patience(), "epoch"),
                            each.monitor(),
                            other.type(),
                            Math.max(1, stopping.patience())))
                .noting(other.type() + " is here", other.place(setup, "patience"))
                .helping("use a smaller patience here, or a greater one there"));
      }
    }
    return Optional.empty();
  }
}
