package dev.nn.cli;

import com.google.gson.JsonObject;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.train.EvaluationResult;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loss and metrics by part of the data.
 *
 * @param parts {@code train}, {@code validation}, {@code test} or {@code data}
 * @param unitErrors by part, errors in the units of the data, where targets are in others
 * @param classNames by output, for metrics with a number per class
 */
record Evaluations(
    Map<String, EvaluationResult> parts,
    Map<String, Map<String, Double>> unitErrors,
    Map<String, List<String>> classNames) {

  /** Evaluates every part that there is. */
  static Evaluations of(Session session, PreparedData data) {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("train", data.train());
    data.validation().ifPresent(part -> parts.put("validation", part));
    data.test().ifPresent(part -> parts.put("test", part));
    return of(session, parts, data.classes());
  }

  /**
   * Evaluates the given parts.
   *
   * @param classes names of the classes by target
   */
  static Evaluations of(
      Session session, Map<String, Dataset> parts, Map<String, List<String>> classes) {
    Map<String, EvaluationResult> results = new LinkedHashMap<>();
    Map<String, Map<String, Double>> errors = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          results.put(name, session.trainer().evaluate(part));
          errors.put(name, UnitErrors.of(session, part));
        });
    Map<String, List<String>> classNames = new LinkedHashMap<>();
    for (Objective objective : session.assembly().objectives()) {
      classNames.put(objective.output(), classes.getOrDefault(objective.target(), List.of()));
    }
    return new Evaluations(results, errors, classNames);
  }

  /** For programs: by part, every metric, those with several numbers as lists. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    parts.forEach(
        (name, result) -> {
          JsonObject part = Json.numbers(result.logs());
          result
              .results()
              .forEach(
                  (metric, value) -> {
                    if (value.size() != 1) {
                      part.add(metric, Json.tensor(value));
                    }
                  });
          unitErrors.get(name).forEach((error, value) -> part.add(error, Json.number(value)));
          json.add(name, part);
        });
    return json;
  }

  /**
   * For people: a table of single numbers, and of the last part, which training has seen least of,
   * the metrics with several.
   */
  String print() {
    String part = new ArrayList<>(parts.keySet()).get(parts.size() - 1);
    EvaluationResult last = parts.get(part);
    StringBuilder text = new StringBuilder(scalars());
    if (!unitErrors.get(part).isEmpty()) {
      text.append("\n  in the units of the data\n").append(table(unitErrors));
    }
    text.append(perClass(part, last));
    last.results()
        .forEach(
            (metric, value) -> {
              if (value.shape().rank() == 2 && value.size() > 1) {
                text.append(
                    matrix(part, metric, value, last.columns().getOrDefault(metric, List.of())));
              }
            });
    return text.toString();
  }

  private String scalars() {
    Map<String, Map<String, Double>> logs = new LinkedHashMap<>();
    parts.forEach((part, result) -> logs.put(part, result.logs()));
    return table(logs);
  }

  private static String table(Map<String, Map<String, Double>> numbers) {
    Set<String> names = new LinkedHashSet<>();
    numbers.values().forEach(each -> names.addAll(each.keySet()));
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    table.row(head);
    numbers.forEach(
        (part, each) -> {
          List<String> row = new ArrayList<>(List.of(part));
          names.forEach(name -> row.add(Numbers.measure(each.getOrDefault(name, Double.NaN))));
          table.row(row);
        });
    return table.print("  ");
  }

  /** Metrics with a number per class, those of an output side by side. */
  private String perClass(String part, EvaluationResult result) {
    Map<String, Map<String, Tensor>> outputs = new LinkedHashMap<>();
    result
        .results()
        .forEach(
            (metric, value) -> {
              if (value.shape().rank() == 1 && value.size() > 1) {
                outputs
                    .computeIfAbsent(output(metric), name -> new LinkedHashMap<>())
                    .put(metric, value);
              }
            });
    StringBuilder text = new StringBuilder();
    outputs.values().forEach(columns -> text.append(perClass(part, columns)));
    return text.toString();
  }

  private String perClass(String part, Map<String, Tensor> columns) {
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of("class"));
    head.addAll(columns.keySet());
    table.row(head);
    String first = columns.keySet().iterator().next();
    int most = columns.values().stream().mapToInt(Tensor::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      List<String> row = new ArrayList<>(List.of(className(first, i, most)));
      for (Tensor column : columns.values()) {
        row.add(i < column.size() ? Numbers.measure(column.get(i)) : "");
      }
      table.row(row);
    }
    return "\n  " + part + " by class\n" + table.print("    ");
  }

  /**
   * @param names of the columns; if empty, they are classes
   */
  private String matrix(String part, String metric, Tensor matrix, List<String> names) {
    int columns = matrix.shape().size(1);
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of(names.isEmpty() ? "true \\ predicted" : "class"));
    for (int j = 0; j < columns; j++) {
      head.add(names.isEmpty() ? className(metric, j, columns) : names.get(j));
    }
    table.row(head);
    for (int i = 0; i < matrix.shape().size(0); i++) {
      List<String> row = new ArrayList<>(List.of(className(metric, i, matrix.shape().size(0))));
      for (int j = 0; j < columns; j++) {
        double value = matrix.get(i * columns + j);
        row.add(value == Math.rint(value) ? Long.toString((long) value) : Numbers.measure(value));
      }
      table.row(row);
    }
    return "\n  " + part + " " + metric + "\n" + table.print("    ");
  }

  private String className(String metric, int i, int of) {
    List<String> names = classNames.getOrDefault(output(metric), List.of());
    return names.size() == of ? names.get(i) : Integer.toString(i);
  }

  /** With several outputs a metric is named {@code output/metric}. */
  private String output(String metric) {
    return classNames.size() == 1 ? classNames.keySet().iterator().next() : metric.split("/", 2)[0];
  }
}
