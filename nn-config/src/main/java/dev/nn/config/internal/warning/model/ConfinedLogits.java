package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.activations.LogSoftmax;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Logits that went through a function such as ReLU: they cannot be negative any more, or not large,
 * so that some classes can never be judged unlikely, or likely.
 */
public final class ConfinedLogits implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      boolean logits = !FromLogits.of(output.loss()).equals(Optional.of(false));
      if (FromLogits.isKeyOf(output.loss()) && logits) {
        setup
            .ending(output)
            .filter(ending -> ending.reach().isConfined() && !ending.makesProbabilities())
            // Of which a softmax makes what it was.
            .filter(ending -> !ending.is(LogSoftmax.class))
            .ifPresent(ending -> found.accept(problem(setup, output, ending)));
      }
    }
  }

  private static Problem problem(Setup setup, OutputSpec output, Ending ending) {
    String function = setup.name(Kind.ACTIVATION, ending.activation());
    return Problem.at(
            Code.CONFINED_LOGITS,
            setup.place(ending),
            "the loss takes the output of layer '%s' for logits, which can be any number; after %s they are %s"
                .formatted(output.layer(), function, ending.reach()))
        .noting("the loss is here", setup.where().output(output.layer(), "loss"))
        .helping(
            "leave '%s' out, or use '%s'".formatted(function, Losses.functionFor(output.loss())));
  }
}
