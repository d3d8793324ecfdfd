package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nn.cli.NnProcess;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a file of a run that is to go on, or is compared; the first byte says which. */
class RunFolderFuzzTest {
  private static final String CONFIG =
      """
      data: {type: linear, features: 2, samples: 8}
      model: {layers: [{type: dense, units: 2, activation: relu}, {type: dense, units: 1}]}
      loss: mse
      optimizer: adam
      train: {batch_size: 8}
      backend: reference
      """;

  /** The config is left out: one that asks for a million epochs gets them. */
  private static final List<String> FILES =
      List.of(
          "checkpoints/resume.safetensors",
          "checkpoints/last.safetensors",
          "checkpoints/best.safetensors",
          "metrics.jsonl",
          "run.json",
          "model.nn");

  private static Workplace place;
  private static final Map<String, byte[]> ORIGINALS = new LinkedHashMap<>();

  @BeforeAll
  static void train() {
    place = new Workplace();
    Path config = place.write("x.yaml", CONFIG.getBytes());
    NnProcess.Result trained =
        NnProcess.run("train", config, "--output", place.folder().resolve("runs"));
    if (trained.status() != 0) {
      throw new AssertionError(trained.err());
    }
    FILES.forEach(name -> ORIGINALS.put(name, Corpus.bytes(run().resolve(name))));
  }

  @AfterAll
  static void close() {
    place.close();
  }

  private static Path run() {
    return place.folder().resolve("runs/x-1");
  }

  static Stream<byte[]> seeds() {
    return IntStream.range(0, FILES.size())
        .mapToObj(
            i -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              out.write(i);
              out.writeBytes(ORIGINALS.get(FILES.get(i)));
              return out.toByteArray();
            });
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"shape\":[2147483647,2147483647]",
    "\"data_offsets\":[0,",
    "9223372036854775807",
    "\"F64\"",
    "null",
    "1e308",
    "NaN",
    "[[[[[[[[",
    "{\"a\":"
  })
  @FuzzTest
  void goesOnOrIsAnErrorOfTheUser(byte[] input) {
    if (input.length == 0) {
      return;
    }
    ORIGINALS.forEach((name, content) -> place.write("runs/x-1/" + name, content));
    String changed = FILES.get(Math.floorMod(input[0], FILES.size()));
    place.write("runs/x-1/" + changed, Arrays.copyOfRange(input, 1, input.length));
    Bounded.run(() -> check(NnProcess.run("diff", run(), run())));
    Bounded.run(() -> check(NnProcess.run("train", "--resume", run(), "--set", "train.epochs=2")));
  }

  private static void check(NnProcess.Result result) {
    if (result.status() != 0 && result.status() != 2) {
      throw new AssertionError("status " + result.status() + ": " + result.err());
    }
    Reports.check(result.err());
  }
}
