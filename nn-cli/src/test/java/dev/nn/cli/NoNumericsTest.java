package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no numbers start without ND4J, which would take seconds. */
class NoNumericsTest {
  @TempDir Path dir;

  /** The commands one after another, in a process whose loaded classes are logged. */
  public static void main(String[] args) {
    Path config = Path.of(args[0]);
    Nn.ok("--help");
    Nn.ok("--version");
    Nn.ok("help", "train");
    Nn.ok("validate", config);
    Nn.ok("validate", "--data", config);
    Nn.ok("render", config);
    Nn.ok("summary", config);
    Nn.ok("summary", "--stage", "plan", config);
    Nn.ok("summary", "--format", "svg", config);
    String backends = Nn.ok("list", "backends").out();
    assertTrue(backends.contains("nd4j"), backends);
    Path data = config.resolveSibling("data.csv");
    Path made = config.resolveSibling("made.yaml");
    Nn.ok("init", "--from-data", data, "--target", "kind", "--output", made);
    Nn.ok("init", "cnn-images", "--output", config.resolveSibling("images.yaml"));
    String schema = Nn.ok("schema").out();
    assertTrue(schema.contains("nd4j"), schema);
    Nn.ends(1, "diff", config, made);
    Nn.ends(2, "evaluate", config);
    Nn.ends(2, "train", config, "--set", "train.epochs=0");
  }

  @Test
  void helpValidateAndRenderLoadNoClassOfNd4jAndNoNatives() throws Exception {
    assertNotNull(
        getClass().getResource("/org/nd4j/linalg/factory/Nd4j.class"), "ND4J is not there at all");
    Nn.csv(dir);
    Path config = Nn.csvConfig(dir, 2);
    Files.writeString(
        config, Files.readString(config).replace("backend: reference", "backend: nd4j"));
    Path log = dir.resolve("classes.log");
    Path output = dir.resolve("output.log");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                NoNumericsTest.class.getName(),
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(java.waitFor(120, TimeUnit.SECONDS), "still running");
    assertEquals(0, java.exitValue(), () -> read(output));
    List<String> classes = Files.readAllLines(log);
    assertTrue(classes.stream().anyMatch(line -> line.contains(Main.class.getName())));
    assertEquals(
        List.of(),
        classes.stream()
            .filter(line -> line.contains("org.nd4j.") || line.contains("org.bytedeco."))
            .toList());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
