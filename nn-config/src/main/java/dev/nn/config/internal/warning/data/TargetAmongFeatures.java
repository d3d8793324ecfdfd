package dev.nn.config.internal.warning.data;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.train.Objective;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A feature that says what is to be predicted: it has one value for each class, or is the target
 * times a number plus another. Whoever predicts has no such column.
 */
public final class TargetAmongFeatures implements DataCheck {
  /** In fewer examples that can be chance. */
  private static final int ENOUGH = 30;

  /** In a class with fewer, every column is easily the same. */
  private static final int SOME = 10;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    for (Objective objective : prepared.objectives()) {
      Tensor target = prepared.data().train().targets().get(objective.target());
      int examples = prepared.data().train().size();
      if (target.size() != examples || examples < ENOUGH) {
        continue;
      }
      for (Columns columns : Columns.all(prepared)) {
        Set<String> telling = new LinkedHashSet<>();
        for (int column = 0; column < columns.width(); column++) {
          boolean tells =
              objective.loss().targetKind() == TargetKind.VALUE
                  ? isLinear(columns.values(), column, columns.width(), target)
                  : isByClass(columns.values(), column, columns.width(), target);
          if (tells) {
            telling.add(Columns.column(columns.names().get(column)));
          }
        }
        if (!telling.isEmpty()) {
          found.accept(problem(prepared, objective, columns, telling));
        }
      }
    }
  }

  /** Whether a column is the same within each class, and differs between those of some size. */
  private static boolean isByClass(Tensor table, int column, int width, Tensor target) {
    int classes = 1;
    for (int row = 0; row < target.size(); row++) {
      classes = Math.max(classes, (int) target.get(row) + 1);
    }
    double[] values = new double[classes];
    int[] counts = new int[classes];
    for (int row = 0; row < target.size(); row++) {
      int k = (int) target.get(row);
      double value = table.get(row * width + column);
      if (k < 0 || counts[k] > 0 && values[k] != value) {
        return false;
      }
      values[k] = value;
      counts[k]++;
    }
    return IntStream.range(0, classes)
            .filter(k -> counts[k] >= SOME)
            .mapToDouble(k -> values[k])
            .distinct()
            .count()
        > 1;
  }

  /** Whether the target is a line over a column, up to rounding. */
  private static boolean isLinear(Tensor table, int column, int width, Tensor target) {
    double x0 = table.get(column);
    double y0 = target.get(0);
    double slope = Double.NaN;
    double tolerance = 0;
    for (int row = 1; row < target.size(); row++) {
      double x = table.get(row * width + column) - x0;
      double y = target.get(row) - y0;
      if (Double.isNaN(slope) && x != 0) {
        slope = y / x;
        tolerance = 1e-4 * Math.abs(y);
      }
      if (Double.isNaN(slope) ? y != 0 : Math.abs(slope * x - y) > tolerance + 1e-4 * Math.abs(y)) {
        return false;
      }
    }
    return !Double.isNaN(slope) && slope != 0;
  }

  private static Problem problem(
      Prepared prepared, Objective objective, Columns columns, Set<String> telling) {
    boolean one = telling.size() == 1;
    String how =
        objective.loss().targetKind() == TargetKind.VALUE
            ? "the target is %s times a number, plus another".formatted(one ? "that" : "each")
            : "%s one value for each class".formatted(one ? "it has" : "they have");
    return Problem.at(
            Code.TARGET_AMONG_FEATURES,
            columns.place(prepared, "columns", "exclude"),
            "%s %s what is to be predicted: %s"
                .formatted(Columns.quoted(telling), one ? "says" : "say", how))
        .helping(
            "if it is not known when predictions are made: 'exclude: [%s]'"
                .formatted(String.join(", ", telling)));
  }
}
