package dev.nn.config;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Shape;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.OutputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether an output has as many units as its target has classes or columns. */
final class UnitChecks {
  private final List<LayerSpec> layers;
  private final Places places;
  private final Problems problems;

  UnitChecks(List<LayerSpec> layers, Places places, Problems problems) {
    this.layers = layers;
    this.places = places;
    this.problems = problems;
  }

  /**
   * @param shape of what the output makes
   * @param target its name in the data
   */
  void check(OutputSpec output, Shape shape, PreparedData data, String target) {
    if (shape.rank() < 2) {
      return; // The loss knows whether that will do.
    }
    int units = shape.size(-1);
    List<String> names = data.classNames(target);
    TargetKind kind = output.loss().targetKind();
    Shape expected = data.train().targets().get(target).shape();
    if (kind == TargetKind.CLASS_INDEX || kind == TargetKind.ONE_HOT) {
      if (!names.isEmpty() && units != names.size()) {
        mismatch(output, "the data have " + classes(names), units, names.size());
      }
    } else if (expected.rank() == shape.rank() && units != expected.size(-1)) {
      int columns = expected.size(-1);
      String has =
          kind == TargetKind.BINARY && columns == 1
              ? "a binary target is one number"
              : "the target has " + columns + (columns == 1 ? " column" : " columns");
      mismatch(output, has, units, columns);
    }
  }

  private void mismatch(OutputSpec output, String data, int units, int expected) {
    Optional<Origin> says = units(output.layer());
    boolean elsewhere = says.flatMap(Origin::use).isPresent();
    Problem problem =
        Problem.at(
                Code.WRONG_UNITS,
                says.orElseGet(() -> places.layer(output.layer())),
                "%s; this layer has %d %s".formatted(data, units, units == 1 ? "unit" : "units"))
            .expecting(expected + (expected == 1 ? " unit" : " units"))
            .helping(elsewhere ? "write " + expected + " here" : "write units: " + expected);
    problems.add(says.isPresent() ? problem.fixedBy(Integer.toString(expected)) : problem);
  }

  /** The layer that decided how many units an output has: it, or before it the first that says. */
  private Optional<Origin> units(String layer) {
    Optional<LayerSpec> at = find(layer);
    while (at.isPresent()) {
      boolean says =
          Arrays.stream(at.get().layer().getClass().getRecordComponents())
              .anyMatch(component -> component.getName().equals("units"));
      if (says) {
        return Optional.of(places.layer(at.get().name(), "units"));
      }
      at = at.get().inputs().size() == 1 ? find(at.get().inputs().get(0)) : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<LayerSpec> find(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  private static String classes(List<String> names) {
    String listed =
        names.size() <= 4
            ? String.join(", ", names)
            : names.get(0) + " … " + names.get(names.size() - 1);
    return "%d classes (%s)".formatted(names.size(), listed);
  }
}
