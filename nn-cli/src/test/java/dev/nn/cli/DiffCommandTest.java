package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn diff} of configs, runs and models. */
class DiffCommandTest {
  @TempDir Path dir;

  private Path config;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(config);
    assertTrue(text.contains(from), from);
    return Files.writeString(dir.resolve("changed.yaml"), text.replace(from, to));
  }

  private Path trained(Object... settings) {
    Object[] arguments = new Object[5 + settings.length];
    List.of("train", config, "--quiet", "--output", dir.resolve("runs")).toArray(arguments);
    System.arraycopy(settings, 0, arguments, 5, settings.length);
    Nn.ok(arguments);
    for (int n = 1; ; n++) {
      if (!Files.exists(dir.resolve("runs/pets-" + (n + 1)))) {
        return dir.resolve("runs/pets-" + n);
      }
    }
  }

  @Test
  void configsThatMeanTheSameEndWithStatusZero() throws IOException {
    Path same = changed("batch_size: 8", "batch_size: 8, shuffle: true");
    Nn nn = Nn.ok("diff", config, same);
    assertEquals("same meaning: " + config + " and " + same + "\n", nn.out());
    assertEquals("", nn.err());
  }

  @Test
  void configsThatDifferEndWithStatusOne() throws IOException {
    Nn nn = Nn.ends(1, "diff", config, changed("learning_rate: 0.02", "learning_rate: 0.01"));
    assertEquals("optimizer.learning_rate  0.02 → 0.01\n", nn.out());
  }

  @Test
  void aRunAndItsModelMeanWhatTheirConfigMeans() {
    Path run = trained();
    assertTrue(Nn.ok("diff", config, run).out().startsWith("same meaning: "));
    assertTrue(Nn.ok("diff", run.resolve("model.nn"), run).out().startsWith("same meaning: "));
  }

  @Test
  void whatRunsReachedStandsNextToTheirDifferences() {
    Path a = trained();
    Path b = trained("--set", "train.epochs=1", "--set", "model.layers.0.units=4");
    List<String> lines = Nn.ends(1, "diff", a, b).out().lines().toList();
    assertTrue(lines.get(0).matches("model.layers.dense.units +8 → 4"), lines.get(0));
    assertTrue(lines.get(1).matches("train.epochs +6 → 1"), lines.get(1));
    assertTrue(lines.get(3).matches(" +pets-1 +pets-2 +difference"), lines.get(3));
    assertTrue(lines.get(4).matches("  test +loss( +\\S+){3} +pets-1 is better"), lines.get(4));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.matches("  +parameters +42 +22 +−20"), last);
  }

  @Test
  void programsGetValuesAsTheyAre() {
    Path a = trained();
    Path b = trained("--set", "model.layers.0.units=4");
    JsonObject json = Nn.ends(1, "diff", "--json", a, b).json();
    assertFalse(json.get("same").getAsBoolean());
    assertEquals(
        "[{\"path\":\"model.layers.dense.units\",\"a\":8,\"b\":4}]",
        json.getAsJsonArray("differences").toString());
    assertEquals("[]", json.getAsJsonArray("changed_data").toString());
    JsonObject loss = json.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("test", loss.get("part").getAsString());
    assertEquals("loss", loss.get("name").getAsString());
    assertEquals(
        loss.get("b").getAsDouble() - loss.get("a").getAsDouble(),
        loss.get("difference").getAsDouble());
  }

  @Test
  void dataThatChangedBetweenRunsAreADifference() throws IOException {
    Path a = trained();
    Path data = dir.resolve("data.csv");
    Files.writeString(data, Files.readString(data) + "0.5,0.5,cat\n");
    Path b = trained();
    assertEquals(
        "data  " + data + " had other content",
        Nn.ends(1, "diff", a, b).out().lines().findFirst().orElseThrow());
  }

  @Test
  void aRunThatDidNotEndSaysSo() throws IOException {
    Path run = trained();
    Path provenance = run.resolve("run.json");
    Files.writeString(
        provenance, Files.readString(provenance).replace("\"done\"", "\"interrupted\""));
    String out = Nn.ok("diff", config, run).out();
    assertTrue(out.endsWith("  " + run + ": the run is interrupted\n"), out);
  }

  @Test
  void whatIsNoConfigRunOrModelIsRefused() throws IOException {
    assertTrue(Nn.ends(2, "diff", config, dir.resolve("none.yaml")).err().contains("none.yaml"));
    assertTrue(Nn.ends(2, "diff", dir, config).err().contains("has no config.yaml"));
    Path zip = Files.write(dir.resolve("model.nn"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertTrue(Nn.ends(2, "diff", config, zip).err().contains("model.nn"));
    Path broken = changed("units: 8", "unit: 8");
    assertTrue(Nn.ends(2, "diff", config, broken).err().contains("did you mean 'units'?"));
    Nn.ends(2, "diff", config);
    Path run = trained();
    for (String record :
        List.of("{", "[]", "{\"data\": 3}", "{\"result\": {\"metrics\": {\"test\": 1}}}")) {
      Files.writeString(run.resolve("run.json"), record);
      String err = Nn.ends(2, "diff", config, run).err();
      assertTrue(err.contains("run.json: damaged: "), err);
    }
  }
}
