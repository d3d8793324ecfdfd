package dev.nn.config.internal.warning.data;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.train.Objective;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code shuffle: false} with examples that come class by class: whole batches show one class, and
 * the network forgets each while it sees the next.
 */
public final class SortedExamples implements DataCheck {
  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    if (prepared.setup().spec().train().shuffle()) {
      return;
    }
    for (Objective objective : prepared.objectives()) {
      Tensor target = prepared.data().train().targets().get(objective.target());
      boolean ofClasses =
          objective.loss().targetKind() == TargetKind.CLASS_INDEX
              || objective.loss().targetKind() == TargetKind.BINARY;
      int examples = prepared.data().train().size();
      if (!ofClasses || target.size() != examples) {
        continue;
      }
      Set<Double> classes = new HashSet<>();
      int runs = 1;
      for (int row = 0; row < examples; row++) {
        classes.add(target.get(row));
        runs += row > 0 && target.get(row) != target.get(row - 1) ? 1 : 0;
      }
      if (classes.size() > 1 && runs <= 2 * classes.size() && examples >= 5 * runs) {
        found.accept(
            Problem.at(
                    Code.SORTED_EXAMPLES,
                    prepared.setup().place("train.shuffle"),
                    "the %,d training examples come class by class, in %d runs of one class, and 'shuffle: false' keeps that order"
                        .formatted(examples, runs))
                .helping("leave 'shuffle: false' out")
                .fixedBy("true"));
      }
    }
  }
}
