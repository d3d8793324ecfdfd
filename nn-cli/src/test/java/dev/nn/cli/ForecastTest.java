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
}
