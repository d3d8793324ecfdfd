package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.activations.Softmax;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A softmax over a single unit: it is 1, whatever the weights are, so nothing is ever learned. */
public final class SoftmaxOfOne implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    setup
        .outputs()
        .forEach(
            output ->
                setup
                    .ending(output)
                    .filter(ending -> ending.is(Softmax.class))
                    .filter(ending -> ending.units(setup.wiring()).equals(OptionalInt.of(1)))
                    .ifPresent(
                        ending ->
                            found.accept(
                                Problem.at(
                                        Code.SOFTMAX_OF_ONE,
                                        setup.place(ending),
                                        "layer '%s' has one unit, and a softmax over one unit is always 1"
                                            .formatted(ending.part().path()))
                                    .helping(
                                        "for two classes use 'activation: sigmoid' and 'loss:"
                                            + " binary_crossentropy', or two units"))));
  }
}
