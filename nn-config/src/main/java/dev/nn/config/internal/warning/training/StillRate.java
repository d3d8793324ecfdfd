package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Schedule;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.schedules.Constant;
import java.util.function.Consumer;

/** A schedule that is far longer than training, so that the rate hardly changes in it. */
public final class StillRate implements DataCheck {
  /** A cosine has lost so much after a fifth of its length. */
  private static final double LITTLE = 0.1;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Setup setup = prepared.setup();
    Schedule schedule = setup.spec().optimizer().learningRate();
    long updates = Rates.updateCount(prepared);
    if (schedule instanceof Constant || setup.isTrial() || updates < 10) {
      return;
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int i = 0; i <= 1000; i++) {
      double rate = schedule.at((updates - 1) * i / 1000);
      least = Math.min(least, rate);
      greatest = Math.max(greatest, rate);
    }
    if (greatest - least < LITTLE * greatest) {
      Problem problem =
          Problem.at(
              Code.STILL_RATE,
              Rates.lengthPlace(setup),
              "the learning rate, %s at first, changes by only %s %%: %s"
                  .formatted(
                      Figures.of(schedule.at(0)),
                      Figures.of(100 * (greatest - least) / greatest),
                      Rates.updates(prepared)));
      found.accept(Rates.fitting(problem, setup, updates));
    }
  }
}
