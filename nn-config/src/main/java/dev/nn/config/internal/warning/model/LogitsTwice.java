package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A loss that is told {@code from_logits: true} after a softmax or sigmoid: it applies the function
 * a second time, probabilities come out nearly alike, and there is little to learn from.
 */
public final class LogitsTwice implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      if (FromLogits.of(output.loss()).equals(Optional.of(true))) {
        setup
            .ending(output)
            .filter(Ending::makesProbabilities)
            .ifPresent(ending -> found.accept(problem(setup, output, ending)));
      }
    }
  }

  private static Problem problem(Setup setup, OutputSpec output, Ending ending) {
    String function = setup.name(Kind.ACTIVATION, ending.activation());
    return Problem.at(
            Code.LOGITS_TWICE,
            setup.where().output(output.layer(), "loss.from_logits"),
            "the loss takes the output of layer '%s' for logits, but a %s has made probabilities of them"
                .formatted(output.layer(), function))
        .noting("the %s is here".formatted(function), setup.place(ending))
        .helping(
            "take 'from_logits: true' away: the loss finds the logits behind the %s by itself"
                .formatted(function));
  }
}
