package dev.nn.config.internal.warning.model;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import dev.nn.core.activations.Softmax;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A softmax under a loss that judges each unit by itself: it makes one class likelier only at the
 * cost of the others.
 */
public final class SoftmaxForIndependent implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      boolean told = FromLogits.of(output.loss()).equals(Optional.of(true)); // See LogitsTwice.
      if (FromLogits.isKeyOf(output.loss())
          && output.loss().targetKind() == TargetKind.BINARY
          && !told) {
        setup
            .ending(output)
            .filter(ending -> ending.is(Softmax.class))
            // See SoftmaxOfOne.
            .filter(ending -> !ending.units(setup.wiring()).equals(OptionalInt.of(1)))
            .ifPresent(
                ending ->
                    found.accept(
                        Problem.at(
                                Code.SOFTMAX_FOR_INDEPENDENT,
                                setup.place(ending),
                                "layer '%s' ends in a softmax, whose units share one whole; %s judges each unit by itself"
                                    .formatted(
                                        ending.part().path(), setup.name(Kind.LOSS, output.loss())))
                            .noting(
                                "the loss is here", setup.where().output(output.layer(), "loss"))
                            .helping(
                                "use 'activation: sigmoid'; or, for one class of several, 'loss:"
                                    + " categorical_crossentropy'")));
      }
    }
  }
}
