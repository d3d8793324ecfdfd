package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.spec.OutputSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A loss that is told {@code from_logits: false} where no function makes probabilities: what is not
 * between 0 and 1 is cut off, and nothing is learned from it.
 */
public final class NotProbabilities implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      if (FromLogits.of(output.loss()).equals(Optional.of(false))) {
        setup
            .ending(output)
            .filter(ending -> !isPositive(ending))
            .ifPresent(ending -> found.accept(problem(setup, output)));
      }
    }
  }

  /** Of positive numbers, a loss for one class of several takes their shares. */
  private static boolean isPositive(Ending ending) {
    return ending.reach().min() >= 0;
  }

  private static Problem problem(Setup setup, OutputSpec output) {
    return Problem.at(
            Code.NOT_PROBABILITIES,
            setup.where().output(output.layer(), "loss.from_logits"),
            "the loss takes the output of layer '%s' for probabilities, but nothing confines it to 0 to 1"
                .formatted(output.layer()))
        .helping(
            "give the layer 'activation: %s', or take 'from_logits: false' away"
                .formatted(Losses.functionFor(output.loss())));
  }
}
