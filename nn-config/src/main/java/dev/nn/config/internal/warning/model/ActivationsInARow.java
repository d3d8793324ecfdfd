package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.LayerKinds;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A softmax or sigmoid output that reads what went through another function, with no weights in
 * between: after a ReLU no logit is negative, after another softmax all are nearly alike.
 */
public final class ActivationsInARow implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    setup
        .outputs()
        .forEach(
            output ->
                setup
                    .ending(output)
                    .filter(Ending::makesProbabilities)
                    .filter(last -> !LayerKinds.weighs(last.part().layer()))
                    .ifPresent(
                        last ->
                            before(setup, last)
                                .filter(first -> first.reach().isConfined())
                                .ifPresent(first -> found.accept(problem(setup, first, last)))));
  }

  private static Optional<Ending> before(Setup setup, Ending last) {
    Part part = last.part();
    return part.inputs().size() == 1
        ? setup.wiring().part(part.inputs().get(0)).flatMap(each -> Ending.of(setup.wiring(), each))
        : Optional.empty();
  }

  private static Problem problem(Setup setup, Ending first, Ending last) {
    String one = setup.name(Kind.ACTIVATION, first.activation());
    String two = setup.name(Kind.ACTIVATION, last.activation());
    return Problem.at(
            Code.ACTIVATIONS_IN_A_ROW,
            setup.place(first),
            "layer '%s' ends in %s, and layer '%s' makes a %s of that, without weights in between: its logits are only %s"
                .formatted(first.part().path(), one, last.part().path(), two, first.reach()))
        .noting("the %s is here".formatted(two), setup.place(last))
        .helping("leave '%s' out of layer '%s'".formatted(one, first.part().path()));
  }
}
