package dev.nn.config.internal.warning.data;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Spread;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.initializers.Constant;
import dev.nn.core.layers.Dense;
import dev.nn.core.train.Objective;
import dev.nn.data.CsvSource;
import java.util.function.Consumer;

/**
 * Numbers to be predicted that are far from the size 1, which a network begins with: its first
 * epochs go into learning how large they are, and a loss of squares makes steep slopes. Whoever
 * gives the output a first bias has seen to it.
 */
public final class UnscaledTarget implements DataCheck {
  private static final double LARGE = 10;
  private static final double SMALL = 0.01;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    for (Objective objective : prepared.objectives()) {
      Tensor target = prepared.data().train().targets().get(objective.target());
      if (Losses.isForDifferences(objective.loss())
          && !isInput(prepared, target)
          && prepared
              .setup()
              .ending(prepared.output(objective))
              .filter(ending -> ending.isLinear() && !hasFirstBias(ending))
              .isPresent()) {
        check(prepared, objective, Spread.of(target), found);
      }
    }
  }

  /** An autoencoder's target; what is to be said of it is said of the input. */
  private static boolean isInput(Prepared prepared, Tensor target) {
    return prepared.data().train().inputs().values().stream()
        .anyMatch(input -> input.array() == target.array());
  }

  private static boolean hasFirstBias(Ending ending) {
    return ending.part().layer() instanceof Dense dense
        && dense.biasInitializer() instanceof Constant constant
        && constant.value() != 0;
  }

  private static void check(
      Prepared prepared, Objective objective, Spread spread, Consumer<Problem> found) {
    boolean small = spread.size() < SMALL && spread.min() < spread.max();
    if (spread.size() <= LARGE && !small) {
      return;
    }
    boolean only =
        prepared.setup().spec().data() instanceof CsvSource csv && csv.target().isPresent();
    String key = only ? "data.target" : "data.targets." + objective.target();
    boolean scales = prepared.setup().spec().data() instanceof CsvSource;
    found.accept(
        Problem.at(
                Code.UNSCALED_TARGET,
                prepared.setup().place(key, "data"),
                "the values to be predicted have %s, and layer '%s' begins with predictions around 0"
                    .formatted(spread, objective.output()))
            .helping(
                scales
                    ? "add 'scale: standard' to the target: predictions and errors are told in its units all the same"
                    : "begin with their mean: 'bias_initializer: {type: constant, value: %s}'"
                        .formatted(Figures.of(spread.mean()))));
  }
}
