package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that branches, joins and ends twice, from its config to its predictions. */
class SeveralOutputsTest {
  private static final String LAYERS =
      """
      model:
        inputs: [{name: point}]
        layers:
          - {name: smooth, type: dense, units: 6, activation: tanh, inputs: point}
          - {name: sharp, type: dense, units: 5, activation: relu, inputs: point}
          - {name: joined, type: concatenate, inputs: [smooth, sharp]}
      """;

  @TempDir Path dir;

  @BeforeEach
  void write() {
    Nn.csv(dir);
  }

  private JsonObject train(String target, String model, Object... more) {
    Path config =
        Nn.write(
            dir.resolve("two.yaml"),
            """
            seed: 3
            data:
              type: csv
              path: data.csv
              target: {column: %s}
              split: {train: 0.6, validation: 0.2, test: 0.2}
            %soptimizer: {type: adam, learning_rate: 0.02}
            train: {epochs: 1, batch_size: 8}
            backend: reference"""
                .formatted(target, LAYERS + model.indent(2)));
    Object[] arguments = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"train", config, "--output", dir.resolve("runs"), "--json"},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Nn.ok(arguments).json();
  }

  private static JsonObject test(JsonObject result) {
    return result.getAsJsonObject("metrics").getAsJsonObject("test");
  }

  private static double number(JsonObject metrics, String name) {
    return metrics.get(name).getAsDouble();
  }

  private static void assertTotal(JsonObject metrics, String first, String second, double weight) {
    assertEquals(
        number(metrics, "loss"),
        number(metrics, first + "/loss") + weight * number(metrics, second + "/loss"),
        1e-5);
  }

  @Test
  void numbersOfTwoOutputsHaveTheirOwnLossWeightAndMetrics() throws Exception {
    JsonObject trained =
        train(
            "b",
            """
              - {name: mean, type: dense, units: 1, inputs: joined}
              - {name: middle, type: dense, units: 1, inputs: sharp}
            outputs:
              - {layer: mean, loss: mean_squared_error, metrics: [mean_absolute_error, r2_score]}
              - {layer: middle, loss: huber, weight: 0.25, metrics: [mean_squared_error]}
            """,
            "--set",
            "callbacks=[{type: early_stopping, monitor: val_mean/mean_absolute_error}]");
    Set<String> names =
        Set.of(
            "loss",
            "mean/loss",
            "mean/mean_absolute_error",
            "mean/r2_score",
            "middle/loss",
            "middle/mean_squared_error");
    for (String part : List.of("train", "validation", "test")) {
      JsonObject metrics = trained.getAsJsonObject("metrics").getAsJsonObject(part);
      assertEquals(names, metrics.keySet());
      assertTotal(metrics, "mean", "middle", 0.25);
    }
    Path run = Path.of(trained.get("run").getAsString());
    assertTrue(Files.readString(run.resolve("metrics.jsonl")).contains("\"val_middle/loss\""));
    assertEquals(test(trained), test(Nn.ok("evaluate", run, "--json").json()));
    List<String> rows =
        Nn.ok("predict", run, "--input", dir.resolve("data.csv")).out().lines().toList();
    assertEquals("a,b,kind,mean_prediction,middle_prediction", rows.get(0));
    assertEquals(61, rows.size());
    double squares = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.replace("\"dog, small\"", "dog").split(",");
      squares += Math.pow(Double.parseDouble(cells[3]) - Double.parseDouble(cells[1]), 2);
    }
    JsonObject whole =
        Nn.ok("evaluate", run, "--json", "--data", dir.resolve("data.csv"))
            .json()
            .getAsJsonObject("metrics")
            .getAsJsonObject("data");
    assertEquals(number(whole, "mean/loss"), squares / 60, 1e-5);
  }

  @Test
  void classesOfTwoOutputsAreNamedInThePredictions() {
    JsonObject trained =
        train(
            "kind",
            """
              - {name: main, type: dense, units: 2, activation: softmax, inputs: joined}
              - {name: side, type: dense, units: 2, inputs: smooth}
            outputs:
              - {layer: main, loss: categorical_crossentropy, metrics: [accuracy]}
              - {layer: side, loss: categorical_hinge, weight: 0.5, metrics: []}
            """);
    assertEquals(Set.of("loss", "main/loss", "main/accuracy", "side/loss"), test(trained).keySet());
    assertTotal(test(trained), "main", "side", 0.5);
    String run = trained.get("run").getAsString();
    List<String> rows =
        Nn.ok("predict", run, "--input", dir.resolve("data.csv")).out().lines().toList();
    assertEquals(
        "a,b,kind,main_prediction,main_probability_cat,\"main_probability_dog, small\","
            + "side_prediction",
        rows.get(0));
    assertTrue(
        rows.get(1).matches(".*,(cat|\"dog, small\"),0\\.\\d+,0\\.\\d+,(cat|\"dog, small\")"),
        rows.get(1));
    Nn.ok("validate", Path.of(run).resolve("config.yaml"));
  }

  @Test
  void everyInputAndTargetCanHaveItsOwnColumnsAndEncoding() {
    Path config =
        Nn.write(
            dir.resolve("heads.yaml"),
            """
            data:
              type: csv
              path: data.csv
              inputs: {first: {columns: [a]}, second: {columns: [b], scale: none}}
              targets: {kind: {column: kind}, size: {column: a}}
              split: {train: 0.6, test: 0.4}
            model:
              inputs: [first, second]
              layers:
                - {name: joined, type: concatenate, inputs: [first, second]}
                - {name: kind, type: dense, units: 2, activation: softmax, inputs: joined}
                - {name: size, type: dense, units: 1, inputs: joined}
              outputs:
                - {layer: kind, loss: sparse_categorical_crossentropy, metrics: [accuracy, confusion_matrix]}
                - {layer: size, loss: mse}
            optimizer: adam
            train: {epochs: 1, batch_size: 8}
            backend: reference""");
    // A column cannot be learned from and be told: that is the first thing said.
    Nn wrong = Nn.ends(2, "train", config, "--output", dir.resolve("runs"));
    assertTrue(wrong.err().contains("'a' is the target and cannot be a feature too"), wrong.err());
    Nn trained =
        Nn.ok(
            "train",
            config,
            "--output",
            dir.resolve("runs"),
            "--json",
            "--set",
            "data.targets.size.column=b",
            "--set",
            "data.inputs.second={columns: [a]}");
    assertTrue(trained.err().contains("dog, small"), trained.err());
    assertEquals(
        Set.of("loss", "kind/loss", "kind/accuracy", "kind/confusion_matrix", "size/loss"),
        test(trained.json()).keySet());
    String run = trained.json().get("run").getAsString();
    assertEquals(
        test(trained.json()),
        Nn.ok("evaluate", run, "--json").json().getAsJsonObject("metrics").getAsJsonObject("test"));
    assertEquals(
        "a,b,kind,kind_prediction,kind_probability_cat,\"kind_probability_dog, small\",size_prediction",
        Nn.ok("predict", run, "--input", dir.resolve("data.csv")).out().lines().toList().get(0));
  }
}
