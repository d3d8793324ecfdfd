package dev.nn.config.internal.warning.data;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Reach;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.core.activations.Softmax;
import dev.nn.core.train.Objective;
import java.util.Optional;
import java.util.function.Consumer;

/** Numbers to be predicted that the function at the output never gives, whatever the weights. */
public final class OutOfReach implements DataCheck {
  private static final int SAMPLE = 100_000;

  /** A share of them that may be errors of measurement, such as a height of −0.1. */
  private static final double FEW = 0.01;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    for (Objective objective : prepared.objectives()) {
      Optional<Ending> ending = prepared.setup().ending(prepared.output(objective));
      ending
          .filter(each -> Losses.isForNumbers(objective.loss()))
          .filter(each -> each.reach().isConfined() && !each.is(Softmax.class))
          .ifPresent(each -> check(prepared, objective, each, found));
    }
  }

  private static void check(
      Prepared prepared, Objective objective, Ending ending, Consumer<Problem> found) {
    Tensor target = prepared.data().train().targets().get(objective.target());
    Reach reach = ending.reach();
    int step = target.size() <= SAMPLE ? 1 : target.size() / SAMPLE | 1;
    int seen = 0;
    int outside = 0;
    double farthest = 0;
    for (int i = 0; i < target.size(); i += step, seen++) {
      double value = target.get(i);
      if (!reach.holds(value)) {
        outside++;
        farthest = reach.distance(value) > reach.distance(farthest) ? value : farthest;
      }
    }
    if (outside > FEW * seen) {
      String function = prepared.setup().name(Kind.ACTIVATION, ending.activation());
      found.accept(
          Problem.at(
                  Code.OUT_OF_REACH,
                  prepared.setup().place(ending),
                  "layer '%s' ends in %s, which gives %s; %s %% of the values to be predicted lie outside, such as %s"
                      .formatted(
                          ending.part().path(),
                          function,
                          reach,
                          Figures.of(100.0 * outside / seen),
                          Figures.of(farthest)))
              .helping(
                  "leave '%s' out, so that every number can be predicted".formatted(function)));
    }
  }
}
