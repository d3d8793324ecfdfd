package dev.nn.cli.init;

import dev.nn.data.ColumnProfile;
import dev.nn.data.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a config that says where examples come from. */
final class DataSection {
  /** From this share of gaps on, that a number is missing may tell something itself. */
  private static final double TELLING_GAPS = 0.05;

  private final TableProfile table;
  private final Target target;
  private final Features features;
  private final Plan plan;

  DataSection(TableProfile table, Target target, Features features, Plan plan) {
    this.table = table;
    this.target = target;
    this.features = features;
    this.plan = plan;
  }

  void write(ConfigText text, String path) {
    text.line("data:").line("  type: csv");
    text.line("  path: " + YamlText.of(path), "relative to this file");
    format(text);
    text.comment(2, target.reason());
    String column = "column: " + YamlText.of(target.column().name());
    if (target.isClass()) {
      text.line("  target: {" + column + "}");
    } else {
      text.comment(
          2,
          "scale: the network learns numbers around 0; predictions are in the units of the file.");
      text.line("  target: {" + column + ", scale: standard}");
    }
    if (features.text().isPresent()) {
      inputs(text);
    } else {
      columns(text);
    }
    split(text);
  }

  private void format(ConfigText text) {
    if (!table.format().delimiter().equals(",")) {
      text.line("  delimiter: " + YamlText.of(table.format().delimiter()));
    }
    if (!table.format().naValues().isEmpty()) {
      text.line(
          "  na_values: " + YamlText.of(table.format().naValues()),
          "found where a value is missing");
    }
  }

  private void columns(ConfigText text) {
    text.comment(2, kinds());
    cautions(text, 2);
    if (features.numbers().isEmpty() && features.excluded().isEmpty()) {
      missing(text, "  "); // Nothing but remarks: no key stands below features.
      return;
    }
    text.line("  features:");
    if (!features.excluded().isEmpty()) {
      text.line("    exclude:");
      Map<String, String> items = new LinkedHashMap<>();
      features
          .excluded()
          .forEach((name, reason) -> items.put("      - " + YamlText.of(name), reason));
      int width =
          items.keySet().stream().mapToInt(String::length).filter(w -> w <= 40).max().orElse(0);
      items.forEach(
          (item, reason) ->
              text.line(item + " ".repeat(Math.max(0, width - item.length())), reason));
    }
    scale(text, "    ");
    missing(text, "    ");
  }

  private void cautions(ConfigText text, int indent) {
    features.cautions().forEach(each -> text.comment(indent, "Careful: " + each));
  }

  private String kinds() {
    List<String> parts = new ArrayList<>();
    if (!features.numbers().isEmpty()) {
      parts.add(
          Words.count(features.numbers().size(), "number") + ": " + names(features.numbers()));
    }
    if (!features.categories().isEmpty()) {
      List<String> counted =
          features.categories().stream()
              .map(each -> Words.shown(each.name()) + " (" + each.distinct() + ")")
              .toList();
      int size = features.categories().size();
      parts.add(
          (size == 1 ? "1 category" : size + " categories")
              + ", an input for each value: "
              + Words.list(counted));
    }
    return String.join("; ", parts) + ".";
  }

  private static String names(List<ColumnProfile> columns) {
    return Words.list(columns.stream().map(each -> Words.shown(each.name())).toList());
  }

  private void scale(ConfigText text, String indent) {
    if (!features.numbers().isEmpty()) {
      text.line(indent + "scale: standard", "numbers to mean 0 and standard deviation 1");
    }
  }

  private void missing(ConfigText text, String indent) {
    List<ColumnProfile> numbers = features.gaps();
    List<ColumnProfile> categories =
        features.categories().stream().filter(each -> each.missing() > 0).toList();
    if (!categories.isEmpty()) {
      text.comment(
          indent.length(),
          "Missing in " + gaps(categories) + ": there, missing is a category of its own.");
    }
    if (!numbers.isEmpty()) {
      text.comment(indent.length(), "Missing in " + gaps(numbers) + ".");
      text.line(indent + "missing: median", "of the training part");
      if (indicator()) {
        text.line(
            indent + "missing_indicator: true", "further inputs say where a number was missing");
      }
    }
  }

  private boolean indicator() {
    return features.gaps().stream().anyMatch(each -> each.missingShare() >= TELLING_GAPS);
  }

  private static String gaps(List<ColumnProfile> columns) {
    return Words.list(
        columns.stream()
            .map(
                each ->
                    "%s (%s, %s)"
                        .formatted(
                            Words.shown(each.name()),
                            Words.count(each.missing(), "row"),
                            Words.percent(each.missingShare())))
            .toList());
  }

  /** A text is an input beside that of numbers and categories. */
  private void inputs(ConfigText text) {
    String name = features.text().orElseThrow().name();
    List<String> others = new ArrayList<>();
    table.columns().stream()
        .filter(each -> features.numbers().contains(each) || features.categories().contains(each))
        .forEach(each -> others.add(each.name()));
    features
        .excluded()
        .forEach(
            (column, reason) ->
                text.comment(2, "Left out: " + Words.shown(column) + ": " + reason + "."));
    cautions(text, 2);
    text.line("  inputs:");
    if (!others.isEmpty()) {
      text.line("    facts:");
      text.comment(6, kinds());
      text.line("      columns: " + YamlText.of(others));
      scale(text, "      ");
      missing(text, "      ");
    }
    text.comment(
        4,
        "%s different texts of several words."
            .formatted(Words.count(features.text().get().distinct())));
    text.line(
        "    words: {columns: [%s], types: {%s: text}}"
            .formatted(YamlText.of(name), YamlText.key(name)));
  }

  private void split(ConfigText text) {
    text.comment(
        2,
        "%s to learn from, %s to know when to stop, %s to see how good it is%s."
            .formatted(
                Words.count(Math.round(plan.train() * table.rows()), "row"),
                Words.count(Math.round(plan.validation() * table.rows())),
                Words.count(Math.round(plan.test() * table.rows())),
                target.isClass() ? "; each with its share of every class" : ""));
    text.line(
        "  split: {train: %s, validation: %s, test: %s%s}"
            .formatted(
                plan.train(),
                plan.validation(),
                plan.test(),
                target.isClass() ? ", stratify: true" : ""));
  }
}
