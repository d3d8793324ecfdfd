package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that compute nothing. */
class InformationTest {
  @TempDir Path dir;
  private Path config;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
  }

  @Test
  void validateSaysOkForEachFile() {
    assertEquals(
        "ok: %s\nok: %s\n".formatted(config, config), Nn.ok("validate", config, config).out());
  }

  @Test
  void validateReportsAllProblemsOfAllFiles() {
    Path bad = Nn.write(dir.resolve("bad.yaml"), "data: {type: cvs}", "los: mse");
    Nn nn = Nn.ends(2, "validate", bad, config);
    assertEquals("ok: " + config + "\n", nn.out());
    assertTrue(nn.err().contains("bad.yaml:1:"), nn.err());
    assertTrue(nn.err().contains("bad.yaml:2:"), nn.err());
  }

  @Test
  void validateReadsTheDataIfAsked() {
    Path wide = Nn.csvConfig(dir, 3);
    Nn.ok("validate", wide);
    assertTrue(Nn.ends(2, "validate", "--data", wide).err().contains("3 units"));
  }

  @Test
  void whatIsRenderedRendersToItself() {
    String rendered = Nn.ok("render", config).out();
    Path again = Nn.write(dir.resolve("again.yaml"), rendered.stripTrailing());
    String comments = "(?m) +# .*$";
    assertEquals(
        rendered.replaceAll(comments, ""), Nn.ok("render", again).out().replaceAll(comments, ""));
    assertTrue(rendered.contains("beta_1: 0.9"), rendered);
  }

  @Test
  void summaryShowsLayersAndTotals() {
    String summary = Nn.ok("summary", config).out();
    assertTrue(
        summary
            .lines()
            .anyMatch(line -> line.matches("  kind +dense +\\[batch, 2\\] +18 +16 +dense")),
        summary);
    assertTrue(summary.lines().anyMatch(line -> line.matches("  parameters +42 +168 B")), summary);
    assertTrue(summary.contains("takes probabilities"), summary);
    String logits = Nn.ok("summary", config, "--set", "model.layers.kind.activation=linear").out();
    assertTrue(logits.contains("takes logits"), logits);
  }

  @Test
  void summaryShowsWhatIsInBlocks() {
    String blocks =
        "[{name: tower, type: sequential, repeat: 3, layers: [{name: d, type: dense, units: 2},"
            + " {name: n, type: batch_normalization}]}, {name: e, shared: tower/repeat_1/d, type:"
            + " dense, units: 2}, {name: kind, type: dense, units: 2, activation: softmax}]";
    List<String> lines =
        Nn.ok("summary", config, "--set", "model.layers=" + blocks).out().lines().toList();
    assertLine(lines, "  tower +sequential × 3 +\\[batch, 2\\] +30 +12 +input");
    assertLine(
        lines, "    repeat_1 … repeat_3 +sequential +\\[batch, 2\\] +10 +4 +parameters of each");
    assertLine(lines, "      d +dense +\\[batch, 2\\] +6 +4 +input");
    assertLine(lines, "  e +dense \\(weights of tower/repeat_1/d\\) +\\[batch, 2\\] +0 +4 +tower");
    assertLine(lines, "  parameters +36 +144 B");
    assertLine(lines, "  state, not trained +12 +48 B +moving_mean, moving_variance");
  }

  private static void assertLine(List<String> lines, String pattern) {
    assertTrue(lines.stream().anyMatch(line -> line.matches(pattern)), pattern + " in " + lines);
  }

  @Test
  void listNamesPartsWithAliasesAndDocs() {
    String layers = Nn.ok("list", "layers").out();
    assertTrue(layers.lines().anyMatch(line -> line.matches("dense +linear +\\S.*")), layers);
    assertTrue(Nn.ok("list", "backends").out().contains("reference"));
    assertTrue(Nn.ok("list").out().contains("callbacks:\n  early_stopping"));
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertTrue(Nn.ok("--help").out().startsWith("Usage: nn"));
    assertTrue(Nn.ok("train", "--help").out().contains("--output"));
    assertTrue(Nn.ok("--version").out().startsWith("nn "));
  }
}
