package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.CodeGroup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The long texts of codes, and how one comes to them. */
class ExplainErrorTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {"NN0101", "nn0101", "0101", "101", "error[NN0101]", "error[NN0101]:", "NN101"})
  void aCodeIsUnderstoodHoweverItIsWritten(String code) {
    String out = Nn.ok("explain-error", code).out();
    assertTrue(out.startsWith("error[NN0101]: a key that does not exist\n\n"), out);
    assertTrue(
        out.contains("\nWrong:\n\n    train: {epochs: 5, batchsize: 16}\n\n    error["), out);
    assertTrue(out.contains("\nRight:\n\n    train: {epochs: 5, batch_size: 16}\n"), out);
    assertTrue(out.contains("reference (docs/reference/README.md)"), out);
  }

  @Test
  void aWarningComesWithTheWayToSilenceIt() {
    String out = Nn.ok("explain-error", "NN1413").out();
    assertTrue(out.startsWith("warning[NN1413]: "), out);
    assertTrue(
        out.contains(
            "\nIf this is meant, silence it in the config: `warnings: {ignore: [NN1413]}`."),
        out);
    assertFalse(Nn.ok("explain-error", "NN0101").out().contains("silence"));
  }

  @Test
  void severalAreToldOneAfterTheOtherAndNoneTwice() {
    String out = Nn.ok("explain-error", "104", "NN0101", "104").out();
    assertEquals(
        List.of("error[NN0104]: a value out of range", "error[NN0101]: a key that does not exist"),
        out.lines().filter(line -> line.startsWith("error[")).toList());
  }

  @Test
  void theMarkdownIsThatOfThePage() {
    String out = Nn.ok("explain-error", "NN0101", "--format", "markdown").out();
    assertTrue(out.startsWith("## NN0101: a key that does not exist\n\n"), out);
    assertTrue(out.contains("\n```yaml\ntrain: {epochs: 5, batchsize: 16}\n```\n"), out);
  }

  @Test
  void withoutACodeAllAreListedInGroups() {
    List<String> lines = Nn.ok("explain-error").out().lines().toList();
    for (Code code : Code.values()) {
      assertTrue(lines.contains("  " + code.id() + "  " + code.title()), code.id());
    }
    for (CodeGroup group : CodeGroup.values()) {
      assertTrue(lines.contains(group.title() + ":"), group.title());
    }
    assertTrue(
        lines.indexOf("Shapes:")
            < lines.indexOf("  NN0301  a layer that cannot work with what it reads"));
    assertEquals(Code.values().length + 2 * CodeGroup.values().length - 1, lines.size());
  }

  @Test
  void anUnknownCodeIsAnErrorWithASuggestion() {
    String err = Nn.ends(2, "explain-error", "NN0199").err();
    assertTrue(err.startsWith("error: there is no code 'NN0199'\n"), err);
    assertTrue(err.contains("did you mean 'NN0109'?"), err);
    String word = Nn.ends(2, "explain-error", "softmax").err();
    assertTrue(word.contains("'nn explain-error' lists them all"), word);
    assertEquals("", Nn.ends(2, "explain-error", "NN0101", "NN9999").out());
  }

  @Test
  void aReportEndsWithTheCommandThatTellsMore() {
    Path config =
        Nn.write(
            dir.resolve("x.yaml"),
            "data: {type: moons}",
            "model: {layers: [{type: dense, units: 0}, {type: dense, unit: 1}]}",
            "loss: mse",
            "optimizer: {type: sgd, learning_rate: -1}");
    String err = Nn.ends(2, "validate", config).err();
    assertTrue(err.endsWith(" errors\nFor more: nn explain-error NN0104 NN0101\n"), err);
  }
}
