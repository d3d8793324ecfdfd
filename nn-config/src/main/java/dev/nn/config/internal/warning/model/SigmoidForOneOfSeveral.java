package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.activations.Sigmoid;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sigmoid under a loss for one class of several: such a loss wants probabilities that add up to
 * 1, which a softmax makes; numbers between 0 and 1 are poor logits.
 */
public final class SigmoidForOneOfSeveral implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      boolean told = FromLogits.of(output.loss()).equals(Optional.of(true)); // See LogitsTwice.
      if (FromLogits.isKeyOf(output.loss()) && Losses.isForOneOfSeveral(output.loss()) && !told) {
        setup
            .ending(output)
            .filter(ending -> ending.is(Sigmoid.class))
            .ifPresent(
                ending ->
                    found.accept(
                        Problem.at(
                                Code.SIGMOID_FOR_ONE_OF_SEVERAL,
                                setup.place(ending),
                                "layer '%s' ends in a sigmoid, which judges each class by itself; %s is for one class of several"
                                    .formatted(
                                        ending.part().path(), setup.name(Kind.LOSS, output.loss())))
                            .noting(
                                "the loss is here", setup.where().output(output.layer(), "loss"))
                            .helping(
                                "use 'activation: softmax'; or, if several classes can be right at"
                                    + " once, 'loss: binary_crossentropy'")));
      }
    }
  }
}
