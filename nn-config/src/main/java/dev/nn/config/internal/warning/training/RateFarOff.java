package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.core.optimizers.Lookahead;
import java.util.function.Consumer;

/** A learning rate with which an optimizer is not known to work; of a schedule, the greatest. */
public final class RateFarOff implements ConfigCheck {
  /** Longer than anyone trains; a peak that comes later is not seen. */
  private static final long LAST_STEP = 1L << 30;

  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    Optimizer optimizer = setup.spec().optimizer();
    double rate = greatest(optimizer.learningRate());
    UsualRates.of(optimizer)
        .filter(usual -> rate > 0 && (rate < usual.least() || rate > usual.most()))
        .ifPresent(usual -> found.accept(problem(setup, optimizer, usual, rate)));
  }

  /** At steps that lie closer together at first, where schedules do most. */
  private static double greatest(Schedule schedule) {
    double greatest = schedule.at(0);
    for (long step = 1; step <= LAST_STEP; step += Math.max(1, step / 8)) {
      greatest = Math.max(greatest, schedule.at(step));
    }
    return greatest;
  }

  private static Problem problem(Setup setup, Optimizer optimizer, UsualRates usual, double rate) {
    Optimizer inner = optimizer instanceof Lookahead ahead ? ahead.optimizer() : optimizer;
    String name = setup.name(Kind.OPTIMIZER, inner);
    boolean written = Rates.areWritten(setup);
    String what = written ? "the learning rate" : "the default learning rate";
    return Problem.at(
            Code.RATE_FAR_OFF,
            Rates.place(setup),
            "%s of %s, %s, is far too %s: %s"
                .formatted(
                    what,
                    name,
                    Figures.of(rate),
                    rate > usual.most() ? "great" : "small",
                    usual.reason()))
        .helping("begin with %s".formatted(usual.usual()));
  }
}
