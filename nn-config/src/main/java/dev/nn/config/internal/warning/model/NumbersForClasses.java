package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.activations.Softmax;
import java.util.function.Consumer;

/**
 * A softmax under a loss for numbers: where the network is sure and wrong, the slope of the error
 * is nearly 0, and it learns slowest where it has most to learn. Nielsen (2015), chapter 3.
 */
public final class NumbersForClasses implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      if (Losses.isForNumbers(output.loss())) {
        setup
            .ending(output)
            .filter(ending -> ending.is(Softmax.class))
            .ifPresent(
                ending ->
                    found.accept(
                        Problem.at(
                                Code.NUMBERS_FOR_CLASSES,
                                setup.where().output(output.layer(), "loss"),
                                "%s is for numbers, and layer '%s' ends in a softmax, which makes probabilities of classes"
                                    .formatted(
                                        setup.name(Kind.LOSS, output.loss()), ending.part().path()))
                            .noting("the softmax is here", setup.place(ending))
                            .helping(
                                "for classes use 'loss: sparse_categorical_crossentropy' (for"
                                    + " one-hot targets categorical_crossentropy)")));
      }
    }
  }
}
