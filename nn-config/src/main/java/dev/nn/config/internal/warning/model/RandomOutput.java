package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.LayerKinds;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.spec.OutputSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** Dropout or noise after the last weights: while training, the loss judges what it has spoilt. */
public final class RandomOutput implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      Optional<Part> at = setup.wiring().maker(output.layer());
      while (at.isPresent()) {
        Part part = at.get();
        if (LayerKinds.isRandom(part.layer())) {
          found.accept(problem(setup, output, part));
        } else if (!LayerKinds.keepsValues(part.layer())) {
          break;
        }
        at =
            part.inputs().size() == 1
                ? setup.wiring().part(part.inputs().get(0))
                : Optional.empty();
      }
    }
  }

  private static Problem problem(Setup setup, OutputSpec output, Part part) {
    String spoilt =
        setup
            .ending(output)
            .map(ending -> "the output of layer '" + ending.part().path() + "'")
            .orElse("the output");
    return Problem.at(
            Code.RANDOM_OUTPUT,
            setup.where().layer(part.path()),
            "layer '%s' comes after the last weights: while training, the loss sees %s disturbed at random"
                .formatted(part.path(), spoilt))
        .helping("put it before the last layer with weights");
  }
}
