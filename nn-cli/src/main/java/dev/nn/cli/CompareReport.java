package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.config.spec.TrainSpec;
import dev.nn.core.check.BackendComparison;
import dev.nn.core.check.ValueDifference;
import java.util.List;
import java.util.Locale;

/**
 * What {@code compare} says.
 *
 * @param config its name
 * @param dtype of the numbers
 * @param rows number of training examples
 * @param seed of the rows
 * @param tolerance largest relative difference
 * @param comparisons of the first backend with each of the others
 */
record CompareReport(
    String config,
    TrainSpec.Precision dtype,
    int rows,
    long seed,
    double tolerance,
    List<BackendComparison> comparisons) {
  private static final String INDENT = "  ";

  String print() {
    StringBuilder text = new StringBuilder();
    for (BackendComparison comparison : comparisons) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(heading(comparison))
          .append("\n\n")
          .append(table(comparison))
          .append('\n')
          .append(conclusion(comparison));
    }
    return text.toString();
  }

  private String heading(BackendComparison comparison) {
    return "%s: one training step in %s, x by backend %s, y by %s\n%d training %s, seed %d, tolerance %s"
        .formatted(
            config,
            dtype,
            comparison.base(),
            comparison.other(),
            rows,
            rows == 1 ? "example" : "examples",
            seed,
            Numbers.brief(tolerance));
  }

  private static String table(BackendComparison comparison) {
    TextTable table = new TextTable(3, 3);
    table.row("layer", "value", "shape", "largest |x|", "largest |x − y|", "relative", "where", "");
    String before = "";
    for (ValueDifference each : comparison.values()) {
      table.row(
          each.layer().equals(before) ? "" : each.layer(),
          each.name(),
          each.shape().rank() == 0 ? "" : each.shape().toString(),
          size(each.largest()),
          size(each.absolute()),
          size(each.relative()),
          each.absolute() == 0 || each.shape().rank() == 0
              ? ""
              : Places.text(each.shape(), each.worst()),
          each.within() ? "" : "DIFFERS");
      before = each.layer();
    }
    return table.print(INDENT);
  }

  private String conclusion(BackendComparison comparison) {
    ValueDifference worst = comparison.worst();
    String largest =
        "the largest relative difference is %s, in %s of %s"
            .formatted(size(worst.relative()), worst.name(), worst.layer());
    if (comparison.agrees()) {
      return worst.absolute() == 0
          ? "all %d values are equal\n".formatted(comparison.values().size())
          : "all %d values agree; %s\n".formatted(comparison.values().size(), largest);
    }
    long differing = comparison.values().stream().filter(each -> !each.within()).count();
    String fault = comparison.fault().orElseThrow();
    String layer = fault.isEmpty() ? "the cost" : "layer '" + fault + "'";
    String where =
        comparison.forward()
            ? "The outputs differ from %s on; all that follows from them may differ for that."
            : "The outputs agree. The gradients differ from %s on, going backwards.";
    String rounding =
        dtype == TrainSpec.Precision.FLOAT32
            ? "In float32, a relu or a maximum that is almost a tie may go either way: --dtype float64"
                + " tells a fault from rounding.\n"
            : "";
    return "%d of %d values differ; %s\n%s\n%s"
        .formatted(
            differing, comparison.values().size(), largest, where.formatted(layer), rounding);
  }

  private static String size(double value) {
    return value == 0
        ? "0"
        : Double.isInfinite(value) ? "∞" : String.format(Locale.ROOT, "%.1e", value);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("config", config);
    json.addProperty("dtype", dtype.toString());
    json.addProperty("rows", rows);
    json.addProperty("seed", seed);
    json.addProperty("tolerance", tolerance);
    json.addProperty("base", comparisons.get(0).base());
    json.addProperty("agree", comparisons.stream().allMatch(BackendComparison::agrees));
    JsonArray items = new JsonArray();
    comparisons.forEach(comparison -> items.add(json(comparison)));
    json.add("comparisons", items);
    return json;
  }

  private static JsonObject json(BackendComparison comparison) {
    JsonObject json = new JsonObject();
    json.addProperty("backend", comparison.other());
    json.addProperty("agrees", comparison.agrees());
    comparison
        .fault()
        .ifPresent(
            layer -> {
              json.addProperty("parts_in", layer);
              json.addProperty("parts_in_pass", comparison.forward() ? "forward" : "backward");
            });
    JsonArray values = new JsonArray();
    comparison.values().forEach(each -> values.add(json(each)));
    json.add("values", values);
    return json;
  }

  private static JsonObject json(ValueDifference each) {
    JsonObject json = new JsonObject();
    json.addProperty("layer", each.layer());
    json.addProperty("value", each.name());
    json.add("shape", Json.of(each.shape().toList()));
    json.add("largest", Json.number(each.largest()));
    json.add("largest_difference", Json.number(each.absolute()));
    json.add("relative_difference", Json.number(each.relative()));
    json.add("index", Json.of(Places.indices(each.shape(), each.worst())));
    json.add("base", Json.number(each.base()));
    json.add("other", Json.number(each.other()));
    json.addProperty("within", each.within());
    return json;
  }
}
