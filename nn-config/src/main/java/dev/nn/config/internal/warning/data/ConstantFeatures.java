package dev.nn.config.internal.warning.data;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Columns with one value in all training examples, from which nothing can be learned. Numbered
 * columns such as {@code pixel_0}, {@code pixel_1} are many measurements of one thing, of which
 * some may well stay the same; they are left alone.
 */
public final class ConstantFeatures implements DataCheck {
  private static final int ENOUGH = 10;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    if (prepared.data().train().size() >= ENOUGH) {
      Columns.all(prepared).forEach(columns -> check(prepared, columns, found));
    }
  }

  private static void check(Prepared prepared, Columns columns, Consumer<Problem> found) {
    Map<String, Integer> stems = new TreeMap<>();
    columns.names().forEach(name -> stems.merge(stem(name), 1, Integer::sum));
    List<String> constant = new ArrayList<>();
    for (int column = 0; column < columns.width(); column++) {
      String name = columns.names().get(column);
      if (stems.get(stem(name)) == 1 && isConstant(columns.values(), column, columns.width())) {
        constant.add(name);
      }
    }
    if (!constant.isEmpty()) {
      found.accept(problem(prepared, columns, constant.stream().map(Columns::column).toList()));
    }
  }

  private static Problem problem(Prepared prepared, Columns columns, List<String> constant) {
    return Problem.at(
            Code.CONSTANT_FEATURES,
            columns.place(prepared, "columns", "exclude"),
            "%s %s one value in all %s"
                .formatted(
                    (constant.size() == 1 ? "column " : "columns ") + Columns.quoted(constant),
                    constant.size() == 1 ? "has" : "have",
                    Figures.count(prepared.data().train().size(), "training example")))
        .helping(
            "there is nothing to learn from it: 'exclude: [%s]'"
                .formatted(String.join(", ", constant)));
  }

  private static String stem(String name) {
    return name.replaceAll("[0-9]+", "0");
  }

  private static boolean isConstant(Tensor table, int column, int width) {
    double first = table.get(column);
    return IntStream.range(1, table.size() / width)
        .allMatch(row -> table.get(row * width + column) == first);
  }
}
