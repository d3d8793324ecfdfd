package dev.nn.cli;

import com.google.gson.JsonObject;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.train.EvaluationResult;
import dev.nn.core.train.Trainer;
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
 * @param classNames for metrics with a number per class
 */
record Evaluations(Map<String, EvaluationResult> parts, List<String> classNames) {

  /** Evaluates every part that there is. */
  static Evaluations of(Trainer trainer, PreparedData data) {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("train", data.train());
    data.validation().ifPresent(part -> parts.put("validation", part));
    data.test().ifPresent(part -> parts.put("test", part));
    return of(trainer, parts, data.classNames());
  }

  /** Evaluates the given parts. */
  static Evaluations of(Trainer trainer, Map<String, Dataset> parts, List<String> classNames) {
    Map<String, EvaluationResult> results = new LinkedHashMap<>();
    parts.forEach((name, part) -> results.put(name, trainer.evaluate(part)));
    return new Evaluations(results, classNames);
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
    text.append(perClass(part, last));
    last.results()
        .forEach(
            (metric, value) -> {
              if (value.shape().rank() == 2 && value.size() > 1) {
                text.append(matrix(part, metric, value));
              }
            });
    return text.toString();
  }

  private String scalars() {
    Set<String> names = new LinkedHashSet<>();
    parts.values().forEach(result -> names.addAll(result.logs().keySet()));
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    table.row(head);
    parts.forEach(
        (part, result) -> {
          List<String> row = new ArrayList<>(List.of(part));
          names.forEach(
              name -> row.add(Numbers.measure(result.logs().getOrDefault(name, Double.NaN))));
          table.row(row);
        });
    return table.print("  ");
  }

  /** Metrics with a number per class, side by side. */
  private String perClass(String part, EvaluationResult result) {
    Map<String, Tensor> columns = new LinkedHashMap<>();
    result
        .results()
        .forEach(
            (metric, value) -> {
              if (value.shape().rank() == 1 && value.size() > 1) {
                columns.put(metric, value);
              }
            });
    if (columns.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of("class"));
    head.addAll(columns.keySet());
    table.row(head);
    int most = columns.values().stream().mapToInt(Tensor::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      List<String> row = new ArrayList<>(List.of(className(i, most)));
      for (Tensor column : columns.values()) {
        row.add(i < column.size() ? Numbers.measure(column.get(i)) : "");
      }
      table.row(row);
    }
    return "\n  " + part + " by class\n" + table.print("    ");
  }

  private String matrix(String part, String metric, Tensor matrix) {
    int columns = matrix.shape().size(1);
    TextTable table = new TextTable(1);
    List<String> head = new ArrayList<>(List.of("true \\ predicted"));
    for (int j = 0; j < columns; j++) {
      head.add(className(j, columns));
    }
    table.row(head);
    for (int i = 0; i < matrix.shape().size(0); i++) {
      List<String> row = new ArrayList<>(List.of(className(i, matrix.shape().size(0))));
      for (int j = 0; j < columns; j++) {
        double value = matrix.get(i * columns + j);
        row.add(value == Math.rint(value) ? Long.toString((long) value) : Numbers.measure(value));
      }
      table.row(row);
    }
    return "\n  " + part + " " + metric + "\n" + table.print("    ");
  }

  private String className(int i, int of) {
    return classNames.size() == of ? classNames.get(i) : Integer.toString(i);
  }
}
