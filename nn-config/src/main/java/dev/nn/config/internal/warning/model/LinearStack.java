package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.LayerKinds;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.activations.Linear;
import dev.nn.core.layers.Dense;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Two dense layers in a row without an activation in between: W₂(W₁x + b₁) + b₂ is one matrix and
 * one bias. A first layer narrower than the second is left alone, since it does something: it is a
 * bottleneck, which keeps the rank of that matrix small.
 */
public final class LinearStack implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (Part part : setup.wiring().parts()) {
      if (part.layer() instanceof Dense first && first.activation() instanceof Linear) {
        next(setup, part)
            .filter(second -> ((Dense) second.layer()).units() <= first.units())
            .ifPresent(second -> found.accept(problem(setup, part, second)));
      }
    }
  }

  /** The dense layer that alone reads another, maybe through dropout. */
  private static Optional<Part> next(Setup setup, Part part) {
    List<Part> readers = setup.wiring().readers(part.path());
    boolean readOut =
        setup.outputs().stream()
            .anyMatch(output -> setup.wiring().maker(output.layer()).equals(Optional.of(part)));
    if (readers.size() != 1 || readOut) {
      return Optional.empty();
    }
    Part reader = readers.get(0);
    if (reader.layer() instanceof Dense) {
      return Optional.of(reader);
    }
    return LayerKinds.isRandom(reader.layer()) ? next(setup, reader) : Optional.empty();
  }

  private static Problem problem(Setup setup, Part first, Part second) {
    return Problem.at(
            Code.LINEAR_STACK,
            setup.where().layer(first.path()),
            "layer '%s' has no activation, so that together with layer '%s', which reads it, it can do no more than '%s' alone"
                .formatted(first.path(), second.path(), second.path()))
        .helping("give layer '%s' an activation, such as relu".formatted(first.path()));
  }
}
