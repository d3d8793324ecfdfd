package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.core.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn train --resume}. */
class ResumeTest {
  private static final String CALLBACKS =
      "callbacks=[{type: reduce_lr_on_plateau, patience: 1, factor: 0.5, min_delta: 0.02},"
          + " {type: early_stopping, patience: 9, restore_best: true}]";

  @TempDir Path dir;
  private Path config;
  private Path run;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
    run = dir.resolve("runs/pets-1");
  }

  private JsonObject train(int epochs) {
    return Nn.ok(
            "train",
            config,
            "--output",
            dir.resolve("runs"),
            "--json",
            "--quiet",
            "--set",
            CALLBACKS,
            "--set",
            "train.epochs=" + epochs)
        .json();
  }

  private static Nn resume(int status, Path run, Object... more) {
    return Nn.ends(
        status,
        Stream.concat(Stream.of("train", "--resume", run, "--json"), Stream.of(more)).toArray());
  }

  /** All but the times. */
  private static List<JsonObject> epochs(Path run) {
    List<JsonObject> epochs = new ArrayList<>();
    for (String line : lines(run.resolve("metrics.jsonl"))) {
      JsonObject epoch = JsonParser.parseString(line).getAsJsonObject();
      epoch.remove("seconds");
      epochs.add(epoch);
    }
    return epochs;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject provenance(Path run) {
    return JsonParser.parseString(String.join("\n", lines(run.resolve("run.json"))))
        .getAsJsonObject();
  }

  private static void assertSameRun(Path whole, Path resumed) throws IOException {
    assertEquals(
        ModelFile.read(whole.resolve("model.nn")).weights(),
        ModelFile.read(resumed.resolve("model.nn")).weights());
    assertEquals(epochs(whole), epochs(resumed));
    for (String file : List.of("best", "last", "resume")) {
      String name = "checkpoints/" + file + ".safetensors";
      assertEquals(
          -1, Files.mismatch(whole.resolve(name), resumed.resolve(name)), name + " differs");
    }
    JsonObject a = provenance(whole).getAsJsonObject("result");
    JsonObject b = provenance(resumed).getAsJsonObject("result");
    for (String key : List.of("metrics", "epochs", "steps")) {
      assertEquals(a.get(key), b.get(key));
    }
    assertEquals(lines(whole.resolve("config.yaml")), lines(resumed.resolve("config.yaml")));
  }

  @Test
  void aFinishedRunGoesOnWithMoreEpochsAsIfItHadHadThemFromTheStart() throws IOException {
    train(3);
    train(12);
    Nn nn = resume(0, run, "--set", "train.epochs=12");
    assertSameRun(dir.resolve("runs/pets-2"), run);
    assertEquals(run.toString(), nn.json().get("run").getAsString());
    assertTrue(nn.err().contains("goes on after epoch 3 of 12"), nn.err());
    JsonObject resumed = provenance(run).getAsJsonArray("resumed").get(0).getAsJsonObject();
    assertEquals(3, resumed.get("epoch").getAsInt());
    assertEquals("done", provenance(run).get("status").getAsString());
  }

  @Test
  void anInterruptedRunGoesOnWhereverItWas() throws Exception {
    int epochs = 300;
    String many = "callbacks=[{type: reduce_lr_on_plateau, patience: 20}]";
    Object[] train = {
      "train",
      config,
      "--output",
      dir.resolve("runs"),
      "--set",
      "train.epochs=" + epochs,
      "--set",
      many
    };
    Nn nn = Nn.interrupted(run.resolve("metrics.jsonl"), train);
    assertTrue(nn.err().contains("to go on: nn train --resume " + run), nn.err());
    resume(0, run, "--quiet");
    Nn.ok(train);
    assertSameRun(dir.resolve("runs/pets-2"), run);
  }

  @Test
  void whatAKilledProcessLeftOfTheNextEpochIsDropped() throws IOException {
    train(3);
    train(5);
    Files.writeString(
        run.resolve("metrics.jsonl"),
        "{\"epoch\":4,\"seconds\":1.0,\"loss\":0.5}\n{\"epoch\":5,\"st",
        StandardOpenOption.APPEND);
    Files.delete(run.resolve("model.nn"));
    resume(0, run, "--set", "train.epochs=5");
    assertSameRun(dir.resolve("runs/pets-2"), run);
  }

  @Test
  void aRunThatACallbackEndedStaysEnded() throws IOException {
    String[] stopping = {"--set", "callbacks=[{type: early_stopping, patience: 0}]"};
    Nn.ok(
        "train",
        config,
        "--output",
        dir.resolve("runs"),
        stopping[0],
        stopping[1],
        "--set",
        "optimizer.learning_rate=2",
        "--set",
        "train.epochs=40");
    int epochs = epochs(run).size();
    assertTrue(epochs < 40, "stopped early");
    Map<String, byte[]> before = contents();
    Nn more = resume(2, run, "--set", "train.epochs=80");
    assertTrue(
        more.err().contains("pets-1 was stopped after epoch " + epochs + " (val_loss was best"),
        more.err());
    assertTrue(more.err().contains("train anew"), more.err());
    assertUntouched(before);
    Nn again = resume(0, run);
    assertEquals(epochs, epochs(run).size());
    assertTrue(
        again.err().contains("nothing left to train: it was stopped after epoch " + epochs),
        again.err());
    assertTrue(again.err().contains("stopped: val_loss was best"), again.err());
  }

  @Test
  void theConfigMayBeGivenAndIsCompared() throws IOException {
    train(2);
    Map<String, byte[]> before = contents();
    Nn nn = resume(2, run, config, "--set", CALLBACKS, "--set", "optimizer.learning_rate=0.5");
    assertTrue(
        nn.err()
            .contains(
                "the run was made with optimizer.learning_rate: 0.02, now it is"
                    + " optimizer.learning_rate: 0.5"),
        nn.err());
    nn = resume(2, run, "--set", "seed=4");
    assertTrue(nn.err().contains("seed: 3, now it is seed: 4"), nn.err());
    nn = resume(2, run, "--set", "train.batch_size=9", "--set", "train.epochs=9");
    assertTrue(nn.err().contains("train.batch_size: 8"), nn.err());
    nn = resume(2, run, "--set", "train.epochs=1");
    assertTrue(nn.err().contains("has 2 epochs already"), nn.err());
    assertUntouched(before);
    resume(0, run, config, "--set", CALLBACKS, "--set", "train.epochs=4");
    assertEquals(4, epochs(run).size());
  }

  @Test
  void dataThatChangedAreAnError() throws IOException {
    train(2);
    Files.writeString(dir.resolve("data.csv"), "1,1,cat\n", StandardOpenOption.APPEND);
    Map<String, byte[]> before = contents();
    Nn nn = resume(2, run, "--set", "train.epochs=4");
    assertTrue(nn.err().contains("data.csv is no longer what"), nn.err());
    assertUntouched(before);
  }

  @Test
  void aMissingOrDamagedCheckpointIsAnError() throws IOException {
    train(2);
    Path state = run.resolve("checkpoints/resume.safetensors");
    byte[] sound = Files.readAllBytes(state);
    sound[sound.length - 100] ^= 1;
    Files.write(state, sound);
    Map<String, byte[]> before = contents();
    Nn nn = resume(2, run, "--set", "train.epochs=4");
    assertTrue(nn.err().contains("resume.safetensors: damaged"), nn.err());
    assertUntouched(before);
    Files.delete(state);
    assertTrue(resume(2, run).err().contains("has nothing to go on from"));
    assertTrue(resume(2, dir).err().contains("expected the folder of a run"));
    assertTrue(resume(2, dir.resolve("nowhere")).err().contains("no such file or folder"));
  }

  @Test
  void aRecordWithOtherTypesIsDamaged() throws IOException {
    train(2);
    Files.writeString(run.resolve("run.json"), "{\"resumed\": 3}");
    Nn nn = resume(2, run, "--set", "train.epochs=4");
    assertTrue(nn.err().contains("run.json: damaged: "), nn.err());
  }

  @Test
  void linesOfTheLogThatAreNoEpochsAreDropped() throws IOException {
    train(2);
    Path log = run.resolve("metrics.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, "{\"epoch\": \"one\", \"seconds\": 1}\n3\n", StandardOpenOption.APPEND);
    resume(0, run, "--set", "train.epochs=4");
    List<String> longer = Files.readAllLines(log);
    assertEquals(lines, longer.subList(0, lines.size()));
    assertEquals(lines.size() + 2, longer.size());
  }

  @Test
  void theCommandLineIsChecked() {
    assertTrue(Nn.ends(2, "train").err().contains("no config is given"));
    train(2);
    assertTrue(resume(2, run, "--output", dir).err().contains("take --output out"));
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        contents.put(run.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private void assertUntouched(Map<String, byte[]> before) throws IOException {
    Map<String, byte[]> now = contents();
    assertEquals(before.keySet(), now.keySet());
    before.forEach((name, bytes) -> assertEquals(List.of(), mismatch(bytes, now.get(name)), name));
  }

  private static List<Integer> mismatch(byte[] a, byte[] b) {
    int at = java.util.Arrays.mismatch(a, b);
    return at < 0 ? List.of() : List.of(at);
  }
}
