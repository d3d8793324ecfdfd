package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonParser;
import dev.nn.cli.NnProcess;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a model, or as a part of one that is sound otherwise; the first byte says which. */
class ModelFileFuzzTest {
  private static final String CONFIG =
      """
      seed: 3
      data:
        type: csv
        path: data.csv
        target: {column: kind}
        features: {scale: standard, missing: mean}
      model:
        layers:
          - {name: hidden, type: dense, units: 3, activation: relu}
          - {name: kind, type: dense, units: 2, activation: softmax}
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      optimizer: adam
      train: {batch_size: 4}
      backend: reference
      """;

  private static final String DATA = "a,b,c,kind\n1,2,x,cat\n2,,y,dog\n-1,3,x,cat\n4,5,y,dog\n";

  private static Workplace place;
  private static Path data;

  /** As it is written, and its entries. */
  private static byte[] model;

  private static ZipParts parts;

  @BeforeAll
  static void train() {
    place = new Workplace();
    data = place.write("data.csv", DATA.getBytes());
    Path config = place.write("x.yaml", CONFIG.getBytes());
    Path run = place.folder().resolve("run");
    NnProcess.Result trained = NnProcess.run("train", config, "--output", run, "--json");
    if (trained.status() != 0) {
      throw new AssertionError(trained.err());
    }
    String file =
        JsonParser.parseString(trained.out()).getAsJsonObject().get("model").getAsString();
    model = Corpus.bytes(Path.of(file));
    parts = ZipParts.of(model);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static Stream<byte[]> seeds() {
    List<byte[]> contents =
        List.of(
            model,
            new byte[] {0, 0, 9, 1},
            new byte[] {0, 3, 0},
            parts.get(ZipParts.CONFIG),
            parts.get(ZipParts.PREPROCESSING),
            parts.get(ZipParts.WEIGHTS),
            parts.get(ZipParts.MANIFEST));
    return IntStream.range(0, contents.size()).mapToObj(i -> joined(i, contents.get(i)));
  }

  private static byte[] joined(int kind, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(kind);
    out.writeBytes(content);
    return out.toByteArray();
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"shape\":[2147483647,2147483647]",
    "\"data_offsets\":[0,",
    "9223372036854775807",
    "\"F64\"",
    "\"BOOL\"",
    "null",
    "1e308",
    "\"format_version\": 2",
    "units: 9",
    "relu",
    "\"mean\""
  })
  @FuzzTest
  void areSoundOrAnErrorOfTheUser(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    Path file = place.write("fuzzed.nn", file(Math.floorMod(input[0], 7), content));
    Bounded.run(() -> check(NnProcess.run("predict", file, "--input", data)));
    Bounded.run(() -> check(NnProcess.run("evaluate", file, "--data", data)));
  }

  private static byte[] file(int kind, byte[] content) {
    return switch (kind) {
      case 0 -> content;
      case 1 -> flipped(content);
      case 2 -> Arrays.copyOf(model, offset(content, 0));
      case 3 -> parts.with(ZipParts.CONFIG, content);
      case 4 -> parts.with(ZipParts.PREPROCESSING, content);
      case 5 -> parts.with(ZipParts.WEIGHTS, content);
      default -> parts.withManifest(content);
    };
  }

  /** Of each three bytes, two say which byte changes and one how. */
  private static byte[] flipped(byte[] content) {
    byte[] changed = model.clone();
    for (int i = 0; i + 2 < content.length; i += 3) {
      changed[offset(content, i)] ^= content[i + 2];
    }
    return changed;
  }

  private static int offset(byte[] content, int at) {
    int high = at < content.length ? content[at] & 0xff : 0;
    int low = at + 1 < content.length ? content[at + 1] & 0xff : 0;
    return (high << 8 | low) % model.length;
  }

  private static void check(NnProcess.Result result) {
    if (result.status() != 0 && result.status() != 2) {
      throw new AssertionError("status " + result.status() + ": " + result.err());
    }
    Reports.check(result.err());
  }
}
