package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nn explain} is told, and what it answers. */
class ExplainTest {
  @TempDir Path dir;

  private Path config;

  @BeforeEach
  void writeConfig() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
  }

  @Test
  void textHasAllThreePassesAndSaysWhoseNumbersTheyAre() {
    String text = Nn.ok("explain", config, "--row", 3).out();
    assertTrue(
        text.startsWith("pets: step 1 on row 3 of 36 training examples, initial weights, backend"),
        text);
    for (String part : List.of("\nFORWARD", "\nBACKWARD", "\nUPDATE", "C after it:")) {
      assertTrue(text.contains(part), part);
    }
    assertTrue(text.contains("  m′¹_θ = 0.9·m¹_θ + 0.1·∂C/∂θ¹\n"), text);
    assertTrue(text.contains("chain rule: δ² · ∂z²/∂θ², where z² = a¹ θ² + b²\n"), text);
  }

  /** Nobody has told nn explain of it: the equations come from its formula. */
  @Test
  void aLayerOfAPluginIsExplainedByItsFormula() throws Throwable {
    Path bent =
        Nn.write(
            dir.resolve("bent.yaml"),
            "data: {type: csv, path: data.csv, target: {column: kind}}",
            "model:",
            "  layers:",
            "    - {name: hidden, type: dense, units: 3, activation: tanh}",
            "    - {name: elbow, type: bend}",
            "    - {name: kind, type: dense, units: 2, activation: softmax}",
            "loss: sparse_categorical_crossentropy",
            "optimizer: adam",
            "backend: reference");
    Services.with(
        dir.resolve("jar"),
        Plugin.class,
        BendPlugin.class,
        () -> {
          String text = Nn.ok("explain", bent).out();
          assertTrue(text.contains("\n2 elbow (bend)\n  a² = "), text);
          assertTrue(text.contains("∂C/∂a¹ = ∂C/∂a² ⊙ (a¹)²\n"), text);
          assertTrue(text.contains("proof: (C(θ¹"), text);
        });
  }

  @Test
  void jsonIsOneObjectWithAllItsParts() {
    JsonObject json = Nn.ok("explain", config, "--format", "json", "--steps", 3).json();
    assertEquals("nn-explain", json.get("format").getAsString());
    for (String key : List.of("subject", "network", "names", "sections", "graph", "steps")) {
      assertTrue(json.has(key), key);
    }
    assertEquals(3, json.getAsJsonArray("steps").size());
    assertEquals("initial weights", json.getAsJsonObject("subject").get("weights").getAsString());
  }

  @Test
  void aStepFurtherOnIsExplainedWithWhatWasLearnedUntilThen() {
    String text = Nn.ok("explain", config, "--step", 4, "--batch", 2).out();
    assertTrue(text.startsWith("pets: step 4 on rows 1 to 2 of 36"), text);
    assertTrue(text.contains("weights after 3 steps"), text);
  }

  @Test
  void aTrainedModelIsExplainedWithItsOwnWeights() {
    Nn.ok("train", config, "--output", dir.resolve("runs"));
    String text = Nn.ok("explain", dir.resolve("runs/pets-1")).out();
    assertTrue(text.lines().findFirst().orElseThrow().contains("trained weights"), text);
  }

  @Test
  void onlyWhatIsInsideALayerIsShown() throws IOException {
    Path nested = dir.resolve("nested.yaml");
    Files.writeString(
        nested,
        Files.readString(config)
            .replace(
                "    - {type: dense, units: 8, activation: relu}\n",
                "    - name: body\n      type: sequential\n      layers:\n"
                    + "        - {name: first, type: dense, units: 4, activation: tanh}\n"
                    + "        - {name: second, type: dense, units: 3, activation: relu}\n"));
    String all = Nn.ok("explain", nested, "--layer", "body").out();
    assertTrue(all.contains(" body/first") && all.contains(" body/second"), all);
    String second = Nn.ok("explain", nested, "--layer", "body/second").out();
    assertFalse(second.contains("body/first"), second);
    String error = Nn.ends(2, "explain", nested, "--layer", "body/secnd").err();
    assertTrue(error.contains("there is no layer 'body/secnd'"), error);
    assertTrue(error.contains("did you mean 'body/second'?"), error);
  }

  @Test
  void whatDoesNotFitIsSaidInTheUsersWords() {
    assertError("there is no row 37", "the training part has the rows 1 to 36", "--row", 37);
    assertError("there is no row 0", "rows 1 to 36", "--row", 0);
    assertError("there are no 40 rows", "rows 1 to 36", "--batch", 40);
    assertError("--row and --batch exclude each other", "", "--row", 1, "--batch", 2);
    assertError("--step is 0", "counted from 1", "--step", 0);
    assertError("--steps is for --format html and --format json", "--step", "--steps", 3);
    assertError("less than --step 5", "", "--format", "json", "--step", 5, "--steps", 3);
    assertError("--layer is for --format text", "", "--format", "json", "--layer", "kind");
    assertError("--at is for --format text", "", "--format", "latex", "--at", "1,2");
    assertError("indices from 1", "such as", "--at", "0,2");
  }

  private void assertError(String message, String help, Object... options) {
    Object[] all = Stream.concat(Stream.of("explain", config), Stream.of(options)).toArray();
    Nn nn = Nn.ends(2, all);
    assertTrue(nn.err().contains(message), nn::err);
    assertTrue(nn.err().contains(help), nn::err);
    assertEquals("", nn.out());
  }

  @Test
  void filesAreWrittenAsAWholeOrNotAtAll() throws IOException {
    Path notes = dir.resolve("notes.md");
    Nn nn = Nn.ok("explain", config, "--format", "markdown", "--output", notes);
    assertTrue(Files.readString(notes).startsWith("# pets: step 1"));
    assertEquals("wrote " + notes + "\n", nn.err());
    assertEquals("", nn.out());
    Path json = dir.resolve("notes.json");
    Nn.ok("explain", config, "--format", "json", "--output", json);
    JsonParser.parseString(Files.readString(json));
    Files.writeString(notes, "mine");
    Nn.ends(2, "explain", config, "--layer", "nothing", "--output", notes);
    assertEquals("mine", Files.readString(notes));
    Nn.ends(2, "explain", config, "--output", dir.resolve("missing/notes.txt"));
    try (Stream<Path> files = Files.list(dir)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void theEntryThatIsAskedForIsWrittenOut() {
    String text = Nn.ok("explain", config, "--layer", "kind", "--at", "5,2").out();
    assertTrue(text.contains("∂C/∂θ²₅,₂ = a¹₅·δ²₂ = "), text);
  }

  @Test
  void ofLargeValuesThereAreStatisticsAndWhatIsLeftOutIsCounted() throws IOException {
    Files.writeString(config, Files.readString(config).replace("units: 8", "units: 300"));
    String text = Nn.ok("explain", config, "--layer", "kind").out();
    assertTrue(text.contains("… 294 more rows"), text);
    assertTrue(text.contains("standard deviation"), text);
  }
}
