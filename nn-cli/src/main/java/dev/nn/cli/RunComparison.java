package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.nn.core.callbacks.MonitorMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What two runs reached, number by number. A side that is no run has no numbers. */
final class RunComparison {
  private static final List<String> PARTS = List.of("test", "validation", "train");
  private static final List<String> TOTALS = List.of("epochs", "steps", "seconds", "parameters");

  private final DiffSide a;
  private final DiffSide b;
  private final List<Row> rows = new ArrayList<>();

  /** A number of either; {@code part} is empty where it belongs to no part of the data. */
  private record Row(String part, String name, Optional<Double> a, Optional<Double> b) {
    Optional<Double> difference() {
      return a.flatMap(left -> b.map(right -> right - left));
    }

    /** Whether B is better than A; empty if they are equal or it is not known which way is. */
    Optional<Boolean> better() {
      return difference()
          .filter(change -> change != 0 && !part.isEmpty())
          .flatMap(
              change ->
                  MonitorMode.AUTO.of(name).map(mode -> change > 0 == (mode == MonitorMode.MAX)));
    }
  }

  RunComparison(DiffSide a, DiffSide b) {
    this.a = a;
    this.b = b;
    for (String part : PARTS) {
      Map<String, Double> left = a.metrics().getOrDefault(part, Map.of());
      Map<String, Double> right = b.metrics().getOrDefault(part, Map.of());
      Set<String> names = new LinkedHashSet<>(left.keySet());
      names.addAll(right.keySet());
      for (String name : names) {
        add(part, name, Optional.ofNullable(left.get(name)), Optional.ofNullable(right.get(name)));
      }
    }
    TOTALS.forEach(name -> add("", name, a.result(name), b.result(name)));
  }

  private void add(String part, String name, Optional<Double> left, Optional<Double> right) {
    if (left.isPresent() || right.isPresent()) {
      rows.add(new Row(part, name, left, right));
    }
  }

  /** A table; empty if neither is a run. */
  String print(String labelA, String labelB) {
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      TextTable table = new TextTable(2, 3);
      table.row("", "", labelA, labelB, "difference", "");
      String last = "";
      for (Row row : rows) {
        table.row(
            row.part().equals(last) ? "" : row.part(),
            row.name(),
            number(row, row.a()),
            number(row, row.b()),
            row.difference().map(change -> signed(row, change)).orElse(""),
            row.better().map(better -> (better ? labelB : labelA) + " is better").orElse(""));
        last = row.part();
      }
      text.append('\n').append(table.print("  "));
    }
    List.of(a, b)
        .forEach(
            side ->
                side.status()
                    .filter(status -> !status.equals("done"))
                    .ifPresent(
                        status ->
                            text.append("  %s: the run is %s\n".formatted(side.path(), status))));
    return text.toString();
  }

  private static String number(Row row, Optional<Double> value) {
    return value.map(each -> shown(row, each)).orElse("–");
  }

  private static String shown(Row row, double value) {
    if (row.name().equals("seconds") && row.part().isEmpty()) {
      return String.format(java.util.Locale.ROOT, "%.2f", value);
    }
    return row.part().isEmpty() ? Numbers.count((long) value) : Numbers.measure(value);
  }

  private static String signed(Row row, double change) {
    String size = shown(row, Math.abs(change));
    return change == 0 ? "0" : (change > 0 ? "+" : "−") + size;
  }

  /** For programs. */
  JsonArray toJson() {
    JsonArray json = new JsonArray();
    for (Row row : rows) {
      JsonObject each = new JsonObject();
      each.addProperty("part", row.part().isEmpty() ? null : row.part());
      each.addProperty("name", row.name());
      each.add("a", row.a().map(Json::number).orElse(JsonNull.INSTANCE));
      each.add("b", row.b().map(Json::number).orElse(JsonNull.INSTANCE));
      each.add("difference", row.difference().map(Json::number).orElse(JsonNull.INSTANCE));
      json.add(each);
    }
    return json;
  }
}
