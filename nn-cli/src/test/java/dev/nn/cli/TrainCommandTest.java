package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.core.model.ModelFile;
import dev.nn.core.model.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path dir;
  private Path config;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
  }

  private Nn train(int status, Object... more) {
    Object[] arguments =
        Stream.concat(
                Stream.of("train", config, "--output", dir.resolve("runs"), "--json"),
                Stream.of(more))
            .toArray();
    return Nn.ends(status, arguments);
  }

  @Test
  void aRunLeavesACompleteFolder() throws IOException {
    Nn nn = train(0);
    Path run = Path.of(nn.json().get("run").getAsString());
    assertEquals(dir.resolve("runs/pets-1"), run);
    try (Stream<Path> files = Files.walk(run)) {
      Set<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> run.relativize(file).toString())
              .collect(Collectors.toSet());
      assertEquals(
          Set.of(
              "config.yaml",
              "metrics.jsonl",
              "model.nn",
              "run.json",
              "checkpoints/best.safetensors",
              "checkpoints/last.safetensors",
              "checkpoints/resume.safetensors"),
          names);
    }
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    assertEquals(6, lines.size());
    JsonObject first = JsonParser.parseString(lines.get(0)).getAsJsonObject();
    assertTrue(
        first.keySet().containsAll(Set.of("epoch", "step", "loss", "accuracy", "val_loss")),
        first.toString());
    JsonObject provenance =
        JsonParser.parseString(Files.readString(run.resolve("run.json"))).getAsJsonObject();
    assertEquals("done", provenance.get("status").getAsString());
    assertEquals(
        64,
        provenance
            .getAsJsonArray("data")
            .get(0)
            .getAsJsonObject()
            .get("sha256")
            .getAsString()
            .length());
    assertEquals(nn.json(), provenance.getAsJsonObject("result"));
    assertEquals(
        SafeTensors.read(run.resolve("checkpoints/best.safetensors")),
        ModelFile.read(run.resolve("model.nn")).weights());
    Nn.ok("validate", run.resolve("config.yaml"));
  }

  @Test
  void theJsonHasThePromisedKeys() {
    JsonObject json = train(0).json();
    assertTrue(
        json.keySet()
            .containsAll(
                Set.of(
                    "run",
                    "model",
                    "epochs",
                    "steps",
                    "seconds",
                    "metrics",
                    "parameters",
                    "backend")),
        json.toString());
    assertEquals(Set.of("train", "validation", "test"), json.getAsJsonObject("metrics").keySet());
    assertEquals(2 * 8 + 8 + 8 * 2 + 2, json.get("parameters").getAsInt());
    assertEquals("reference", json.get("backend").getAsString());
    assertEquals(6 * 5, json.get("steps").getAsInt());
  }

  @Test
  void theSameConfigGivesTheSameNumbersAndTheNextFolder() {
    JsonObject first = train(0, "--quiet").json();
    JsonObject second = train(0, "--quiet").json();
    assertEquals(first.get("metrics"), second.get("metrics"));
    assertTrue(second.get("run").getAsString().endsWith("pets-2"));
  }

  @Test
  void quietSaysNothing() {
    assertEquals("", train(0, "--quiet").err());
  }

  @Test
  void withoutATerminalThereIsALinePerEpochAndNoCarriageReturn() {
    String err = train(0).err();
    assertTrue(err.contains("epoch 1/6  loss="), err);
    assertTrue(err.contains("epoch 6/6  loss="), err);
    assertFalse(err.contains("\r"), err);
  }

  @Test
  void onATerminalTheColumnsAreAligned() {
    Nn nn = new Nn();
    nn.terminal = true;
    assertEquals(0, nn.run("train", config, "--output", dir.resolve("runs")));
    List<String> lines =
        nn.err().lines().filter(line -> line.matches(" *(epoch +loss|\\d/6) .*")).toList();
    assertEquals(7, lines.size(), nn.err());
    assertEquals(1, lines.stream().map(String::length).distinct().count(), nn.err());
    assertTrue(lines.get(0).matches(" *epoch +loss +accuracy +val_loss .*"), nn.err());
  }

  @Test
  void aModelThatWasMovedSaysHowToNameTheData() throws IOException {
    Path model = Path.of(train(0).json().get("model").getAsString());
    Path moved = Files.createDirectories(dir.resolve("a/b/c/d")).resolve("model.nn");
    Files.copy(model, moved);
    String err = Nn.ends(2, "evaluate", moved).err();
    assertTrue(err.contains("no such file") && err.contains("by --data"), err);
    Nn.ok("evaluate", moved, "--data", dir.resolve("data.csv"));
    Nn.ok("predict", moved, "--input", dir.resolve("data.csv"));
  }

  @Test
  void settingsAreApplied() {
    assertEquals(2, train(0, "--set", "train.epochs=2").json().get("epochs").getAsInt());
  }

  @Test
  void evaluateFindsWhatTrainReported() {
    JsonObject trained = train(0).json();
    for (String what : List.of("run", "model")) {
      JsonObject evaluated = Nn.ok("evaluate", trained.get(what).getAsString(), "--json").json();
      assertEquals(
          trained.getAsJsonObject("metrics").get("test"),
          evaluated.getAsJsonObject("metrics").get("test"));
    }
    String table = Nn.ok("evaluate", trained.get("run").getAsString()).out();
    assertTrue(table.contains("true \\ predicted  cat  dog, small"), table);
    JsonObject whole =
        Nn.ok(
                "evaluate",
                trained.get("run").getAsString(),
                "--json",
                "--data",
                dir.resolve("data.csv"))
            .json();
    assertTrue(whole.getAsJsonObject("metrics").has("data"));
  }

  @Test
  void predictWritesClassNamesAndProbabilitiesBesideTheRows() throws IOException {
    String run = train(0, "--set", "train.epochs=40").json().get("run").getAsString();
    Path output = dir.resolve("predicted.csv");
    Path input = Nn.write(dir.resolve("new.csv"), "id,b,a", "7,0.1,1.2", "\"8, x\",-0.4,-1.1");
    Nn.ok("predict", run, "--input", input, "--output", output);
    List<String> lines = Files.readAllLines(output);
    assertEquals("id,b,a,prediction,probability_cat,\"probability_dog, small\"", lines.get(0));
    assertTrue(lines.get(1).startsWith("7,0.1,1.2,cat,0."), lines.get(1));
    assertTrue(lines.get(2).startsWith("\"8, x\",-0.4,-1.1,\"dog, small\","), lines.get(2));
    String[] cells = lines.get(1).split(",");
    assertEquals(1, Double.parseDouble(cells[4]) + Double.parseDouble(cells[5]), 1e-6);
    assertEquals(Files.readString(output), Nn.ok("predict", run, "--input", input).out());
  }

  @Test
  void aRunThatDivergesKeepsTheLastGoodModelAndNamesALayer() throws IOException {
    Nn nn = train(1, "--set", "optimizer.learning_rate=1e30", "--set", "optimizer.type=sgd");
    assertTrue(nn.err().contains("layer 'kind'") || nn.err().contains("layer 'dense'"), nn.err());
    assertTrue(nn.err().contains("learning_rate"), nn.err());
    Path model = Path.of(nn.json().get("model").getAsString());
    ModelFile.read(model)
        .weights()
        .values()
        .values()
        .forEach(
            tensor -> {
              for (int i = 0; i < tensor.size(); i++) {
                assertTrue(Double.isFinite(tensor.get(i)));
              }
            });
    assertTrue(
        Files.readString(model.resolveSibling("run.json")).contains("\"status\": \"diverged\""));
    double loss =
        Nn.ok("evaluate", model, "--json")
            .json()
            .getAsJsonObject("metrics")
            .getAsJsonObject("test")
            .get("loss")
            .getAsDouble();
    assertTrue(Double.isFinite(loss), "loss " + loss);
    Nn.ok("predict", model, "--input", dir.resolve("data.csv"));
  }

  @Test
  void anInterruptedRunEndsAfterItsStepAndIsComplete() throws Exception {
    Nn nn =
        Nn.interrupted(
            dir.resolve("runs/pets-1/metrics.jsonl"),
            "train",
            config,
            "--output",
            dir.resolve("runs"),
            "--json",
            "--quiet",
            "--set",
            "train.epochs=1000000",
            "--set",
            "callbacks=[]");
    assertTrue(
        Files.readString(dir.resolve("runs/pets-1/run.json"))
            .contains("\"status\": \"interrupted\""));
    JsonObject evaluated = Nn.ok("evaluate", dir.resolve("runs/pets-1"), "--json").json();
    assertEquals(
        nn.json().getAsJsonObject("metrics").get("test"),
        evaluated.getAsJsonObject("metrics").get("test"));
  }

  @Test
  void whatIsNeverComputedStopsNothing() {
    Nn nn = train(0, "--set", "callbacks=[{type: early_stopping, monitor: val_acuracy}]");
    assertTrue(
        nn.err().contains("warning[NN1120]: early_stopping watches 'val_acuracy'"), nn.err());
    assertTrue(nn.err().contains("did you mean 'val_accuracy'?"), nn.err());
  }

  @Test
  void whichWayIsBetterIsAskedBeforeTheFirstStep() {
    Nn nn =
        train(
            2,
            "--set",
            "metrics=[{type: accuracy, name: hits}]",
            "--set",
            "callbacks=[{type: early_stopping, monitor: hits}]");
    assertTrue(nn.err().contains("is it to grow or to fall?"), nn.err());
    assertFalse(Files.exists(dir.resolve("runs")));
  }

  @Test
  void theOnlyInputCanHaveAnyName() {
    JsonObject expected = train(0).json().getAsJsonObject("metrics");
    String predicted =
        Nn.ok("predict", dir.resolve("runs/pets-1"), "--input", dir.resolve("data.csv")).out();
    List<List<Object>> ways =
        List.of(
            List.of("--set", "model.inputs=[{name: pixels}]"),
            List.of("--set", "model.inputs=[{name: pixels, shape: [2]}]"),
            List.of(
                "--set",
                "model.layers=[{type: input, name: pixels},"
                    + " {type: dense, units: 8, activation: relu, inputs: pixels},"
                    + " {name: kind, type: dense, units: 2, activation: softmax}]"));
    for (List<Object> way : ways) {
      JsonObject trained = train(0, way.toArray()).json();
      assertEquals(expected, trained.getAsJsonObject("metrics"));
      String run = trained.get("run").getAsString();
      assertEquals(
          expected.get("test"),
          Nn.ok("evaluate", run, "--json").json().getAsJsonObject("metrics").get("test"));
      assertEquals(predicted, Nn.ok("predict", run, "--input", dir.resolve("data.csv")).out());
    }
  }

  @Test
  void predictionsThatCannotBeWrittenAreFoundBeforeTheWork() {
    String run = train(0).json().get("run").getAsString();
    Path input = dir.resolve("data.csv");
    Path nowhere = dir.resolve("nowhere/predicted.csv");
    assertEquals(
        "error: cannot write '%s': there is no folder %s\n  = help: make the folder first\n"
            .formatted(nowhere, nowhere.getParent()),
        Nn.ends(2, "predict", run, "--input", input, "--output", nowhere).err());
    assertTrue(
        Nn.ends(2, "predict", run, "--input", input, "--output", dir)
            .err()
            .startsWith("error: cannot write '" + dir + "': it is a folder"));
  }

  @Test
  void predictionsGoThroughALink() throws IOException {
    String run = train(0).json().get("run").getAsString();
    Path file = Nn.write(dir.resolve("old.csv"), "old");
    Path link = Files.createSymbolicLink(dir.resolve("link.csv"), file);
    Nn.ok("predict", run, "--input", dir.resolve("data.csv"), "--output", link);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).startsWith("a,b,kind,prediction"));
  }
}
