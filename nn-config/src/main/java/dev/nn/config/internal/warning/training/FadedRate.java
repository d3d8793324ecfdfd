package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Schedule;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.function.Consumer;

/** A schedule that is far shorter than training: the rest of the steps change nothing. */
public final class FadedRate implements DataCheck {
  /** Of the greatest rate; less than this moves nothing any more. */
  private static final double FADED = 1e-3;

  /** A cosine that ends a little early does no harm. */
  private static final double MUCH = 1.0 / 3;

  private static final int SAMPLES = 1000;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Setup setup = prepared.setup();
    Schedule schedule = setup.spec().optimizer().learningRate();
    long updates = Rates.updateCount(prepared);
    if (setup.isTrial() || updates < 10) {
      return;
    }
    double greatest = 0;
    for (int i = 0; i < SAMPLES; i++) {
      greatest = Math.max(greatest, schedule.at(updates * i / SAMPLES));
    }
    int last = SAMPLES; // From here on the rate stays small.
    while (last > 0 && schedule.at(updates * (last - 1) / SAMPLES) < FADED * greatest) {
      last--;
    }
    if (SAMPLES - last > MUCH * SAMPLES) {
      Problem problem =
          Problem.at(
              Code.FADED_RATE,
              Rates.lengthPlace(setup),
              "the learning rate is as good as 0 from about step %,d on, and %s"
                  .formatted(updates * last / SAMPLES, Rates.updates(prepared)));
      found.accept(Rates.fitting(problem, setup, updates));
    }
  }
}
