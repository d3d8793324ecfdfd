package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A time series from its config to forecasts in its own units. */
class ForecastTest {
  @TempDir Path dir;

  @Test
  void errorsAndForecastsAreInTheUnitsOfTheData() {
    StringBuilder text = new StringBuilder("month,sold");
    for (int t = 0; t < 120; t++) {
      double sold = Math.exp(4 + 0.01 * t + 0.3 * Math.sin(t * Math.PI / 6));
      text.append('\n').append(t).append(',').append(sold);
    }
    Nn.write(dir.resolve("data.csv"), text.toString());
    Path config =
        Nn.write(
            dir.resolve("sales.yaml"),
            "data:",
            "  {type: time_series, path: data.csv, target: sold, window: 12, horizon: 2, log: true,",
            "   difference: [1], split: {train: 0.7, test: 0.3}}",
            "model:",
            "  layers: [flatten, {name: next, type: dense, units: 2}]",
            "loss: mse",
            "optimizer: {type: adam, learning_rate: 0.02}",
            "train: {epochs: 60, batch_size: 16}",
            "backend: reference");
    Nn trained = Nn.ok("train", config, "--output", dir.resolve("runs"), "--json");
    assertTrue(trained.err().contains("in the units of the data"), trained.err());
    JsonObject result = trained.json();
    JsonObject test = result.getAsJsonObject("metrics").getAsJsonObject("test");
    double model = test.get("original_rmse").getAsDouble();
    double persistence = test.get("persistence_rmse").getAsDouble();
    assertTrue(persistence > 10, test.toString());
    assertTrue(model < 0.2 * persistence, test.toString());
    String run = result.get("run").getAsString();
    JsonObject again =
        Nn.ok("evaluate", run, "--json").json().getAsJsonObject("metrics").getAsJsonObject("test");
    assertEquals(model, again.get("original_rmse").getAsDouble());
    List<String> rows =
        Nn.ok("predict", run, "--input", dir.resolve("data.csv")).out().lines().toList();
    assertEquals("month,sold,prediction_0,prediction_1", rows.get(0));
    assertEquals(1 + 120 - 12, rows.size());
    String[] last = rows.get(rows.size() - 1).split(",");
    assertEquals("119", last[0]);
    assertEquals(Math.exp(4 + 1.2), Double.parseDouble(last[2]), 0.1 * Math.exp(5.2));
  }

  @Test
  void aScaledTargetIsPredictedAndItsErrorsToldInTheUnitsOfTheFile() {
    StringBuilder text = new StringBuilder("rooms,price");
    for (int i = 0; i < 80; i++) {
      double rooms = 1 + 5 * ((i * 37 % 80) / 80.0);
      text.append('\n').append(rooms).append(',').append(100_000 + 80_000 * rooms);
    }
    Path file = Nn.write(dir.resolve("data.csv"), text.toString());
    Path config =
        Nn.write(
            dir.resolve("houses.yaml"),
            "data:",
            "  {type: csv, path: data.csv, target: {column: price, scale: standard},",
            "   split: {train: 0.7, test: 0.3}}",
            "model:",
            "  layers: [{name: price, type: dense, units: 1}]",
            "loss: mse",
            "metrics: [r2_score]",
            "optimizer: {type: adam, learning_rate: 0.05}",
            "train: {epochs: 60, batch_size: 16}",
            "backend: reference");
    Nn trained = Nn.ok("train", config, "--output", dir.resolve("runs"), "--json");
    assertTrue(trained.err().contains("in the units of the data"), trained.err());
    JsonObject test =
        trained.json().getAsJsonObject("metrics").getAsJsonObject("test").getAsJsonObject();
    double rmse = test.get("original_rmse").getAsDouble();
    // Of the same errors: the loss is in standard deviations, 80,000 · 5/√12 = 115,000 of them.
    assertEquals(115_000 * Math.sqrt(test.get("loss").getAsDouble()), rmse, 0.1 * rmse);
    assertTrue(test.get("r2_score").getAsDouble() > 0.99, test.toString());
    String run = trained.json().get("run").getAsString();
    List<String> rows = Nn.ok("predict", run, "--input", file).out().lines().toList();
    assertEquals("rooms,price,prediction", rows.get(0));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      assertEquals(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), 5 * rmse + 1, row);
    }
    JsonObject labelled =
        Nn.ok("evaluate", run, "--data", file, "--json").json().getAsJsonObject("metrics");
    assertTrue(
        labelled.getAsJsonObject("data").get("original_rmse").getAsDouble() < 3 * rmse,
        labelled.toString());
  }
}
