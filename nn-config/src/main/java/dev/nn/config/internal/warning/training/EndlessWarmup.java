package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Schedule;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.function.Consumer;

/** A warm-up that is still rising when training ends. */
public final class EndlessWarmup implements DataCheck {
  private static final long FAR = 1L << 30;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Setup setup = prepared.setup();
    Schedule schedule = setup.spec().optimizer().learningRate();
    long updates = Rates.updateCount(prepared);
    double last = schedule.at(updates - 1);
    double earlier = Math.max(schedule.at(0), schedule.at((updates - 1) / 2));
    double later = last;
    for (long step = updates; step < FAR; step += Math.max(1, step / 16)) {
      later = Math.max(later, schedule.at(step));
    }
    if (!setup.isTrial() && earlier < last && later > 1.5 * last) {
      found.accept(
          Problem.at(
                  Code.ENDLESS_WARMUP,
                  setup.place("optimizer.learning_rate.warmup_steps", "optimizer.learning_rate"),
                  "training ends before the warm-up: the learning rate comes to %s of about %s, and %s"
                      .formatted(Figures.of(last), Figures.of(later), Rates.updates(prepared)))
              .helping("use fewer warm-up steps, such as " + Math.max(1, updates / 10)));
    }
  }
}
