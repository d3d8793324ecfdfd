package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.api.plugin.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradcheckTest {
  @TempDir Path dir;

  @BeforeEach
  void write() {
    Nn.csv(dir);
  }

  private Path config(String... layers) {
    List<String> lines = new ArrayList<>();
    lines.add("seed: 3");
    lines.add("data: {type: csv, path: data.csv, target: {column: kind}}");
    lines.add("model:");
    lines.add("  layers:");
    for (String layer : layers) {
      lines.add("    - " + layer);
    }
    lines.add("    - {name: kind, type: dense, units: 2, activation: softmax}");
    lines.add("loss: sparse_categorical_crossentropy");
    lines.add("optimizer: adam");
    lines.add("train: {class_weight: balanced}");
    lines.add("backend: reference");
    return Nn.write(dir.resolve("net.yaml"), lines.toArray(String[]::new));
  }

  private static List<String> names(JsonObject json, String list) {
    List<String> names = new ArrayList<>();
    for (JsonElement each : json.getAsJsonArray(list)) {
      names.add(each.getAsJsonObject().get("tensor").getAsString());
    }
    return names;
  }

  @Test
  void aNetworkOfStandardLayersPassesAndEveryTensorIsInTheTable() {
    Path config =
        config(
            "{name: hidden, type: dense, units: 6, activation: relu, kernel_regularizer: l2}",
            "{type: batch_normalization}",
            "{type: dropout, rate: 0.3}",
            "{name: still, type: dense, units: 4, trainable: false}");
    String table = Nn.ok("gradcheck", config).out();
    assertTrue(table.contains("float64 (the config trains in float32)"), table);
    assertTrue(table.contains("backend reference"), table);
    assertTrue(table.matches("(?s).*hidden/kernel +\\[2, 6\\] +12 of 12 .* pass\n.*"), table);
    assertTrue(table.contains("still/kernel"), table);
    assertTrue(table.contains("frozen by 'trainable: false'"), table);
    assertTrue(table.contains("batch_normalization/moving_mean"), table);
    JsonObject json = Nn.ok("gradcheck", config, "--json", "--backend", "nd4j").json();
    assertTrue(json.get("passes").getAsBoolean());
    assertEquals("nd4j", json.get("backend").getAsString());
    assertEquals(
        List.of(
            "input",
            "hidden/kernel",
            "hidden/bias",
            "batch_normalization/gamma",
            "batch_normalization/beta",
            "kind/kernel",
            "kind/bias"),
        names(json, "tensors"));
    assertEquals(4, names(json, "unchecked").size());
  }

  @Test
  void theGradientOfAPluginsOpIsCheckedAndAWrongOneIsNamed() throws Throwable {
    Path config =
        config(
            "{name: hidden, type: dense, units: 3, activation: tanh}",
            "{name: elbow, type: bend, slope: 1.0}");
    Services.with(dir.resolve("jar"), Plugin.class, BendPlugin.class, () -> checkBend(config));
  }

  private static void checkBend(Path config) {
    Nn.ok("gradcheck", config);
    Object[] wrong = {"gradcheck", config, "--set", "model.layers.elbow.slope=1.02"};
    String text = Nn.ends(1, wrong).out();
    assertTrue(text.contains("op 'third_of_cube' of layer 'elbow'"), text);
    assertTrue(text.matches("(?s).*hidden/bias +\\[3\\] .* FAIL\n.*"), text);
    assertTrue(text.matches("(?s).*kind/kernel +\\[3, 2\\] .* pass\n.*"), text);
    assertTrue(text.contains("3 of 5 gradients fail"), text);
    Nn nn = new Nn();
    assertEquals(
        1, nn.run("gradcheck", config, "--set", "model.layers.elbow.slope=1.02", "--json"));
    JsonObject fault = nn.json().getAsJsonObject("fault");
    assertEquals("elbow", fault.get("layer").getAsString());
    assertEquals("third_of_cube", fault.get("op").getAsString());
    JsonObject worst = fault.getAsJsonObject("worst");
    assertEquals(
        1.02,
        worst.get("backpropagation").getAsDouble() / worst.get("central_difference").getAsDouble(),
        1e-6);
    assertFalse(nn.json().get("passes").getAsBoolean());
  }

  @Test
  void wholeNumbersHaveNoGradientAndTheTableSaysSo() {
    Path config =
        Nn.write(
            dir.resolve("words.yaml"),
            "data: {type: csv, path: data.csv, target: {column: b}, features: {columns: [kind],"
                + " types: {kind: text}}}",
            "model:",
            "  layers:",
            "    - {type: text_vectorization, max_tokens: 9, output_sequence_length: 2}",
            "    - {name: table, type: embedding, input_dim: 9, output_dim: 2}",
            "    - {type: flatten}",
            "    - {name: out, type: dense, units: 1}",
            "loss: mse",
            "optimizer: sgd",
            "backend: reference");
    String table = Nn.ok("gradcheck", config).out();
    assertTrue(table.contains("kind "), table);
    assertTrue(table.contains("an input of type int32 has no gradient"), table);
    assertTrue(table.contains("table/embeddings"), table);
  }

  @Test
  void theSameSeedChecksTheSameEntries() {
    Path config = config("{type: dense, units: 30, activation: tanh}");
    JsonObject first = Nn.ok("gradcheck", config, "--json", "--batch", 3, "--samples", 5).json();
    JsonObject second = Nn.ok("gradcheck", config, "--json", "--batch", 3, "--samples", 5).json();
    JsonObject other =
        Nn.ok("gradcheck", config, "--json", "--batch", 3, "--samples", 5, "--seed", 4).json();
    assertEquals(3, first.get("rows").getAsInt());
    assertEquals(first.get("tensors"), second.get("tensors"));
    assertFalse(first.get("tensors").equals(other.get("tensors")));
  }

  @Test
  void optionsThatMakeNoSenseAreWrongUsage() {
    Path config = config();
    for (String[] option :
        List.of(
            new String[] {"--batch", "0"},
            new String[] {"--samples", "0"},
            new String[] {"--tolerance", "0"},
            new String[] {"--tolerance", "NaN"},
            new String[] {"--jitter", "1"},
            new String[] {"--jitter", "-0.1"})) {
      String err = Nn.ends(2, "gradcheck", config, option[0], option[1]).err();
      assertTrue(err.contains(option[0]), err);
    }
    String err = Nn.ends(2, "gradcheck", config, "--backend", "nd5j").err();
    assertTrue(err.contains("did you mean 'nd4j'?"), err);
  }
}
