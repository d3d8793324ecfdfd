package dev.nn.config.internal.warning.data;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.LayerKinds;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Spread;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Inputs far from the size 1 that first weights and usual learning rates are made for, read by a
 * layer with weights as they are. LeCun et al. (1998), section 4.3: means near 0, and all of about
 * the same variance.
 */
public final class UnscaledFeatures implements DataCheck {
  /** Numbers of such a size saturate functions and make steep slopes. */
  private static final double LARGE = 10;

  /** A column of this size hardly counts beside others of size 1. */
  private static final double SMALL = 0.01;

  private record Column(String name, Spread spread) {
    /** How many times too large or too small it is. */
    double off() {
      return Math.max(spread.size(), 1 / spread.size());
    }
  }

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    List<Columns> tables = Columns.all(prepared);
    tables.forEach(
        table ->
            reader(prepared, table.input())
                .flatMap(reader -> ofTable(prepared, table, reader))
                .ifPresent(found));
    prepared
        .data()
        .train()
        .inputs()
        .forEach(
            (input, values) -> {
              if (values.dtype().isFloating()
                  && tables.stream().noneMatch(table -> table.input().equals(input))) {
                reader(prepared, input)
                    .flatMap(reader -> ofAll(prepared, input, values, reader))
                    .ifPresent(found);
              }
            });
  }

  /** A layer with weights that is given an input's values, maybe in another shape. */
  private static Optional<Part> reader(Prepared prepared, String from) {
    for (Part part : prepared.setup().wiring().readers(from)) {
      if (LayerKinds.weighs(part.layer())) {
        return Optional.of(part);
      }
      if (LayerKinds.keepsValues(part.layer()) || LayerKinds.isRandom(part.layer())) {
        Optional<Part> further = reader(prepared, part.path());
        if (further.isPresent()) {
          return further;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> ofTable(Prepared prepared, Columns table, Part reader) {
    List<Column> off = new ArrayList<>();
    for (int i = 0; i < table.width(); i++) {
      Spread spread = Spread.of(table.values(), i, table.width());
      boolean tiny = spread.size() < SMALL && spread.min() < spread.max();
      if (spread.size() > LARGE || tiny && Scaling.isOff(prepared, table.input())) {
        off.add(new Column(table.names().get(i), spread));
      }
    }
    if (off.isEmpty()) {
      return Optional.empty();
    }
    off.sort(Comparator.comparingDouble(Column::off).reversed());
    String listed =
        off.stream()
            .limit(3)
            .map(each -> "'%s' has %s".formatted(each.name(), each.spread()))
            .reduce((a, b) -> a + "; " + b)
            .orElseThrow();
    return Optional.of(
        Problem.at(
                Code.UNSCALED_FEATURES,
                table.place(prepared, "scale", "encoding"),
                "%s that layer '%s' reads %s far from the size 1: %s%s"
                    .formatted(
                        Figures.count(off.size(), "column"),
                        reader.path(),
                        off.size() == 1 ? "is" : "are",
                        listed,
                        off.size() > 3 ? "; …" : ""))
            .helping(Scaling.advice(prepared, table.input())));
  }

  private static Optional<Problem> ofAll(
      Prepared prepared, String input, Tensor values, Part reader) {
    Spread spread = Spread.of(values);
    return spread.size() <= LARGE
        ? Optional.empty()
        : Optional.of(
            Problem.at(
                    Code.UNSCALED_FEATURES,
                    prepared.setup().place("data.scale", "data"),
                    "layer '%s' reads values from %s to %s, far from the size 1: %s"
                        .formatted(
                            reader.path(),
                            Figures.of(spread.min()),
                            Figures.of(spread.max()),
                            spread))
                .helping(Scaling.advice(prepared, input)));
  }
}
