package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.callbacks.EarlyStopping;
import java.util.function.Consumer;

/**
 * Early stopping without a word on {@code restore_best}: as in Keras, the model ends with the
 * weights of its last epoch, which is by its own rule not the best. Whoever states {@code
 * restore_best: false} means it.
 */
public final class BestNotKept implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (Monitored each : Monitored.all(setup)) {
      if (each.callback() instanceof EarlyStopping stopping
          && !stopping.restoreBestWeights()
          && !each.says(setup, "restore_best")
          && !each.says(setup, "restore_best_weights")) {
        found.accept(
            Problem.at(
                    Code.BEST_NOT_KEPT,
                    setup.where().path("callbacks." + each.index()),
                    "%s leaves the model as it is when it stops, %s after its best one"
                        .formatted(
                            each.type(), Figures.count(Math.max(1, stopping.patience()), "epoch")))
                .helping("add 'restore_best: true' (or 'false', if that is meant)"));
      }
    }
  }
}
