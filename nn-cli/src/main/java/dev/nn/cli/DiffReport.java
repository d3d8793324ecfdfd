package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.cli.diff.Difference;
import dev.nn.cli.diff.ValueText;
import dev.nn.config.registry.Registries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two configs or runs differ in, and what they reached. */
final class DiffReport {
  /** Two values that are longer together stand one below the other. */
  private static final int SHORT = 80;

  /** Longer names would push the numbers off the screen. */
  private static final int LONGEST_LABEL = 20;

  private final DiffSide a;
  private final DiffSide b;
  private final List<Difference> differences;
  private final List<String> changedData;
  private final ValueText text;
  private final RunComparison runs;
  private final String labelA;
  private final String labelB;

  /**
   * @param differences of the two configs
   * @param registries that know their parts
   */
  DiffReport(DiffSide a, DiffSide b, List<Difference> differences, Registries registries) {
    this.a = a;
    this.b = b;
    this.differences = differences;
    this.changedData = changedData(a, b);
    this.text = new ValueText(registries);
    boolean told =
        !a.label().equals(b.label())
            && a.label().length() <= LONGEST_LABEL
            && b.label().length() <= LONGEST_LABEL;
    this.labelA = told ? a.label() : "A";
    this.labelB = told ? b.label() : "B";
    this.runs = new RunComparison(a, b);
  }

  /** Files of the same place that had other content in the other run. */
  private static List<String> changedData(DiffSide a, DiffSide b) {
    Map<String, String> others = b.data();
    List<String> changed = new ArrayList<>();
    a.data()
        .forEach(
            (file, hash) -> {
              if (!others.getOrDefault(file, hash).equals(hash)) {
                changed.add(file);
              }
            });
    return changed;
  }

  /** Whether both mean the same and, if they are runs, read the same data. */
  boolean same() {
    return differences.isEmpty() && changedData.isEmpty();
  }

  /** For people. */
  String print() {
    TextTable table = new TextTable(2);
    differences.forEach(each -> rows(table, each));
    changedData.forEach(file -> table.row("data", file + " had other content"));
    boolean named = labelA.equals(a.label());
    return (named || same() ? "" : "A: %s\nB: %s\n\n".formatted(a.path(), b.path()))
        + table.print("")
        + (same() ? "same meaning: " + a.path() + " and " + b.path() + "\n" : "")
        + runs.print(labelA, labelB);
  }

  private void rows(TextTable table, Difference difference) {
    Object valueA = difference.left().map(DiffReport::unnamed).orElse("");
    Object valueB = difference.right().map(DiffReport::unnamed).orElse("");
    String left = text.of(valueA, valueB);
    String right = text.of(valueB, valueA);
    if (difference.right().isEmpty()) {
      table.row(difference.path(), "only in " + labelA + ": " + left);
    } else if (difference.left().isEmpty()) {
      table.row(difference.path(), "only in " + labelB + ": " + right);
    } else if (left.length() + right.length() <= SHORT) {
      table.row(difference.path(), left + " → " + right);
    } else {
      table.row(difference.path(), left).row("", "→ " + right);
    }
  }

  /** A layer's name stands in the path already. */
  private static Object unnamed(Object value) {
    if (value instanceof Map<?, ?> map && map.containsKey("name") && map.containsKey("type")) {
      Map<?, ?> unnamed = new LinkedHashMap<>(map);
      unnamed.remove("name");
      return unnamed;
    }
    return value;
  }

  /** For programs. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("same", same());
    json.addProperty("a", a.path().toString());
    json.addProperty("b", b.path().toString());
    JsonArray changes = new JsonArray();
    for (Difference each : differences) {
      JsonObject change = new JsonObject();
      change.addProperty("path", each.path());
      each.left().ifPresent(value -> change.add("a", Json.of(value)));
      each.right().ifPresent(value -> change.add("b", Json.of(value)));
      changes.add(change);
    }
    json.add("differences", changes);
    json.add("changed_data", Json.of(changedData));
    json.add("results", runs.toJson());
    return json;
  }
}
