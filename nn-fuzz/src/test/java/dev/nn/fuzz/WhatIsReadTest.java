package dev.nn.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.ExperimentLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config has those files read that its author wrote into it, and no others. */
class WhatIsReadTest {
  private final ExperimentLoader loader = ExperimentLoader.create();

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    Files.createDirectory(folder.resolve("common"));
    Files.writeString(
        folder.resolve("common/base.yaml"), "extends: deeper.yaml\nloss: mse\noptimizer: sgd\n");
    Files.writeString(folder.resolve("common/deeper.yaml"), "vars: {units: 1}\n");
    Files.writeString(folder.resolve("numbers.csv"), "x,y\n1,2\n2,4\n3,6\n");
    // What a program could take for its own.
    for (String bait : List.of("x.yml", "default.yaml", ".nn.yaml", ".env", "numbers.csv", "y")) {
      Files.writeString(configs.resolve(bait), "seed: 1\n");
    }
    config =
        Files.writeString(
            configs.resolve("x.yaml"),
            """
            extends: ../common/base.yaml
            data: {type: csv, path: ../numbers.csv, target: {column: y}}
            model: {layers: [{type: dense, units: "${vars.units}"}]}
            """);
  }

  @Test
  void theConfigAndWhatItExtends() throws IOException {
    assertEquals(
        Set.of("configs/x.yaml", "common/base.yaml", "common/deeper.yaml"),
        read(() -> loader.load(config)));
  }

  @Test
  void theDataIfTheyAreAskedFor() throws IOException {
    assertEquals(
        Set.of("configs/x.yaml", "common/base.yaml", "common/deeper.yaml", "numbers.csv"),
        read(() -> assertEquals(List.of(), loader.check(config, List.of(), true))));
  }

  /** Of a file that is not there its neighbours' names are looked at, not what is in them. */
  @Test
  void noneInPlaceOfOneThatIsNotThere() throws IOException {
    Files.delete(folder.resolve("common/base.yaml"));
    Files.writeString(folder.resolve("common/bose.yaml"), "seed: 1\n");
    assertEquals(
        Set.of("configs/x.yaml"),
        read(() -> assertTrue(!loader.check(config, List.of(), true).isEmpty())));
  }

  /** Files read, but for those of Java and of programs. */
  private Set<String> read(Runnable work) throws IOException {
    loader.check(config, List.of(), true); // Loads classes.
    Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(events);
    }
    Path real = folder.toRealPath();
    return RecordingFile.readAllEvents(events).stream()
        .map(WhatIsReadTest::path)
        .filter(path -> !path.toString().endsWith(".jar") && !path.toString().endsWith(".class"))
        .map(path -> path.startsWith(real) ? real.relativize(path).toString() : path.toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path path(RecordedEvent event) {
    try {
      return Path.of(event.getString("path")).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
