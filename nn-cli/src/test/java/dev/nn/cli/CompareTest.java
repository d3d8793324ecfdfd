package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.nn.api.backend.BackendProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir Path dir;
  private Path config;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config =
        Nn.write(
            dir.resolve("net.yaml"),
            "seed: 3",
            "data: {type: csv, path: data.csv, target: {column: kind}}",
            "model:",
            "  layers:",
            "    - {name: first, type: dense, units: 6, activation: relu}",
            "    - {type: dropout, rate: 0.3}",
            "    - {name: second, type: dense, units: 5, activation: tanh}",
            "    - {name: kind, type: dense, units: 2, activation: softmax}",
            "loss: sparse_categorical_crossentropy",
            "optimizer: adam",
            "backend: reference");
  }

  @Test
  void theTwoBackendsOfTheProjectAgreeInBothTypes() {
    String table = Nn.ok("compare", config).out();
    assertTrue(table.contains("float32, x by backend reference, y by nd4j"), table);
    assertTrue(table.matches("(?s).*second +a +\\[8, 5\\] .*"), table);
    assertTrue(table.contains("∂C/∂kernel"), table);
    assertTrue(table.contains("all 16 values agree"), table);
    JsonObject exact =
        Nn.ok("compare", config, "--dtype", "float64", "--batch", 20, "--json").json();
    assertEquals(1e-9, exact.get("tolerance").getAsDouble());
    assertEquals(20, exact.get("rows").getAsInt());
    assertTrue(exact.get("agree").getAsBoolean());
  }

  @Test
  void aToleranceThatIsTooSmallForRoundingEndsWithStatusOne() {
    String text = Nn.ends(1, "compare", config, "--tolerance", "1e-12").out();
    assertTrue(text.contains("DIFFERS"), text);
    assertTrue(text.contains("from layer 'first' on"), text);
    assertTrue(text.contains("--dtype float64"), text);
  }

  @Test
  void aBackendFromAJarThatIsWrongInOneOpIsCaughtAndTheLayerNamed() throws Throwable {
    Services.with(
        dir.resolve("jar"),
        BackendProvider.class,
        SlippedBackendProvider.class,
        () -> compareSlipped(config));
  }

  private static void compareSlipped(Path config) {
    Object[] command = {"compare", config, "--backends", "reference,nd4j,slipped", "--json"};
    JsonObject json = Nn.ends(1, command).json();
    assertEquals("reference", json.get("base").getAsString());
    JsonObject nd4j = json.getAsJsonArray("comparisons").get(0).getAsJsonObject();
    assertTrue(nd4j.get("agrees").getAsBoolean());
    JsonObject slipped = json.getAsJsonArray("comparisons").get(1).getAsJsonObject();
    assertEquals("slipped", slipped.get("backend").getAsString());
    assertEquals("second", slipped.get("parts_in").getAsString());
    assertEquals("forward", slipped.get("parts_in_pass").getAsString());
    // The default: reference and what the config says.
    String text = Nn.ends(1, "compare", config, "--set", "backend=slipped").out();
    assertTrue(text.contains("The outputs differ from layer 'second' on"), text);
  }

  @Test
  void backendsThatAreNotThereOrTheSameAreWrongUsage() {
    String unknown = Nn.ends(2, "compare", config, "--backends", "refrence,nd4j").err();
    assertTrue(unknown.contains("did you mean 'reference'?"), unknown);
    String one = Nn.ends(2, "compare", config, "--backends", "nd4j,nd4j").err();
    assertTrue(one.contains("two different backends"), one);
    Nn.ends(2, "compare", config, "--batch", 0);
    Nn.ends(2, "compare", config, "--tolerance", -1);
    Nn.ends(2, "compare", config, "--dtype", "float16");
  }
}
