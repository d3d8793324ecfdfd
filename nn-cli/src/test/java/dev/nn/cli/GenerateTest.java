package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model from a text to a text. */
class GenerateTest {
  @TempDir Path dir;
  private String run;

  /** A model of which character follows which learns a text in which that is certain. */
  @BeforeEach
  void train() {
    Nn.write(dir.resolve("text.txt"), "abc".repeat(200));
    Path config =
        Nn.write(
            dir.resolve("letters.yaml"),
            "data: {type: text, path: text.txt, sequence_length: 6, split: {validation: 0.1}}",
            "model:",
            "  layers:",
            "    - {type: embedding, input_dim: 4, output_dim: 8}",
            "    - {name: next, type: dense, units: 4, activation: softmax}",
            "loss: sparse_categorical_crossentropy",
            "metrics: [accuracy]",
            "optimizer: {type: adam, learning_rate: 0.1}",
            "train: {epochs: 8, batch_size: 16}",
            "backend: reference");
    JsonObject trained = Nn.ok("train", config, "--output", dir.resolve("runs"), "--json").json();
    run = trained.get("run").getAsString();
    double accuracy =
        trained
            .getAsJsonObject("metrics")
            .getAsJsonObject("validation")
            .get("accuracy")
            .getAsDouble();
    assertTrue(accuracy > 0.99, trained.toString());
  }

  private static String generate(Object... arguments) {
    return Nn.ok(arguments).out();
  }

  @Test
  void theTextGoesOnAsTheTextOfTrainingDid() {
    assertEquals(
        "bcabcabcabcabc\n",
        generate("generate", run, "--prompt", "bc", "--length", 12, "--temperature", 0));
    assertEquals(
        "cabcabcabcabcab\n", generate("generate", run, "--prompt", "cabcabcabc", "--length", 5));
  }

  @Test
  void theSeedDecidesWhatIsDrawn() {
    Object[] hot = {"generate", run, "--prompt", "a", "--temperature", 20, "--seed", 3};
    assertEquals(generate(hot), generate(hot));
    assertEquals(502, generate(hot).length());
    hot[hot.length - 1] = 4;
    assertNotEquals(generate("generate", run, "--prompt", "a", "--temperature", 20), generate(hot));
  }

  @Test
  void aPromptThatTrainingNeverSawIsWarnedOf() {
    Nn nn = Nn.ok("generate", run, "--prompt", "xa", "--length", 2);
    assertEquals("xabc\n", nn.out());
    assertEquals("warning: training never saw this of the prompt: x\n", nn.err());
  }

  @Test
  void predictWritesTheNextCharactersBesideTheText() {
    Nn.write(dir.resolve("new.txt"), "abcab");
    // The line end makes six.
    List<String> lines =
        Nn.ok("predict", run, "--input", dir.resolve("new.txt")).out().lines().toList();
    assertEquals("text,prediction", lines.get(0));
    assertTrue(lines.get(1).startsWith("abcab"), lines.toString());
    assertTrue(lines.get(1).contains(",bcabc"), lines.toString());
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    Nn length = Nn.ends(2, "generate", run, "--length", 0);
    assertEquals("error: --length must be at least 1, found 0\n", length.err());
    Nn temperature = Nn.ends(2, "generate", run, "--temperature", -1);
    assertTrue(temperature.err().startsWith("error: --temperature must be"), temperature.err());
    Path pets = Nn.csvConfig(dir, 2);
    Nn.csv(dir);
    String other =
        Nn.ok("train", pets, "--output", dir.resolve("runs"), "--json")
            .json()
            .get("run")
            .getAsString();
    Nn wrong = Nn.ends(2, "generate", other);
    assertTrue(wrong.err().contains("was not trained on a text"), wrong.err());
  }
}
