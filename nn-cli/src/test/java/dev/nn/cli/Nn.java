package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the command in this process. */
final class Nn {
  final StopRequest stop = new StopRequest();
  boolean terminal;
  Colour colour = new Colour(false);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs and returns the exit status. */
  int run(Object... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            100,
            stop,
            colour);
    return Main.run(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new), console);
  }

  /** Runs what is expected to go well. */
  static Nn ok(Object... arguments) {
    return ends(0, arguments);
  }

  /** Runs what is expected to end with a status. */
  static Nn ends(int status, Object... arguments) {
    Nn nn = new Nn();
    assertEquals(status, nn.run(arguments), () -> nn.err() + nn.out());
    return nn;
  }

  /**
   * Runs what is asked to stop, as by Ctrl-C, once there is something in a file.
   *
   * @throws Exception if it does not end
   */
  static Nn interrupted(Path file, Object... arguments) throws Exception {
    Nn nn = new Nn();
    CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> nn.run(arguments));
    while (!status.isDone() && !(Files.exists(file) && Files.size(file) > 0)) {
      Thread.sleep(2);
    }
    nn.stop.request();
    assertEquals(130, status.get(60, TimeUnit.SECONDS), nn.err());
    return nn;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Standard output as the one JSON object that it must be. */
  JsonObject json() {
    assertEquals(1, out().strip().lines().count(), out());
    return JsonParser.parseString(out()).getAsJsonObject();
  }

  static Path write(Path file, String... lines) {
    try {
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A classification of a CSV file {@code data.csv} beside it, on the reference backend. */
  static Path csvConfig(Path dir, int units) {
    return write(
        dir.resolve("pets.yaml"),
        "seed: 3",
        "data:",
        "  type: csv",
        "  path: data.csv",
        "  target: {column: kind}",
        "  features: {scale: standard, types: {a: numeric}}",
        "  split: {train: 0.6, validation: 0.2, test: 0.2, stratify: true}",
        "model:",
        "  layers:",
        "    - {type: dense, units: 8, activation: relu}",
        "    - {name: kind, type: dense, units: " + units + ", activation: softmax}",
        "loss: sparse_categorical_crossentropy",
        "metrics: [accuracy, confusion_matrix]",
        "optimizer: {type: adam, learning_rate: 0.02}",
        "train: {epochs: 6, batch_size: 8}",
        "callbacks:",
        "  - {type: early_stopping, monitor: val_loss, patience: 3, restore_best: true}",
        "backend: reference");
  }

  /** Sixty rows of two kinds that can be told apart. */
  static Path csv(Path dir) {
    StringBuilder text = new StringBuilder("a,b,kind\n");
    for (int i = 0; i < 60; i++) {
      boolean cat = i % 2 == 0;
      double a = (cat ? 1 : -1) + Math.sin(i) * 0.4;
      double b = Math.cos(i * 1.7);
      text.append(a).append(',').append(b).append(cat ? ",cat\n" : ",\"dog, small\"\n");
    }
    return write(dir.resolve("data.csv"), text.toString().stripTrailing());
  }
}
