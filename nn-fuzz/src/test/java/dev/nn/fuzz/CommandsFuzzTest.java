package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.cli.NnProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that show what a config means, on small networks after a few edits of their trees. */
class CommandsFuzzTest {
  private static final List<Path> CORPUS = Corpus.networks();

  /** What is done with a config; what shows it reads the data, too. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("summary"),
          List.of("summary", "--format", "svg"),
          List.of("summary", "--format", "mermaid"),
          List.of("summary", "--format", "dot"),
          List.of("summary", "--stage", "graph"),
          List.of("summary", "--stage", "gradient", "--format", "svg"),
          List.of("summary", "--stage", "plan"),
          List.of("summary", "--stage", "plan", "--format", "svg"),
          List.of("validate", "--data"),
          List.of("render", "--data"),
          List.of("diff"),
          List.of("explain"),
          List.of("explain", "--format", "latex", "--batch", "2"),
          List.of("explain", "--format", "html", "--steps", "2"),
          List.of("explain", "--format", "json", "--step", "2"),
          List.of("gradcheck", "--samples", "2"));

  /** What is larger is summed up, but not computed: the reference backend takes its time. */
  private static final long MOST_WORK = 2_000;

  private static final String BACKEND = "backend=reference";

  private static Workplace place;

  @BeforeAll
  static void open() {
    place = new Workplace();
    for (Path file : CORPUS) {
      Path valid = place.write("x.yaml", Corpus.bytes(file));
      // Without looking at the time: classes are loaded by that.
      for (String command : List.of("validate", "explain", "summary")) {
        NnProcess.Result result = NnProcess.run(command, valid, "--set", BACKEND);
        if (result.status() != 0) {
          throw new AssertionError(command + " " + file + ": " + result.err());
        }
      }
    }
  }

  @AfterAll
  static void close() {
    place.close();
  }

  /** Each network as it is. */
  static Stream<Arguments> seeds() {
    return IntStream.range(0, COMMANDS.size()).mapToObj(i -> Arguments.of(i, i, List.of()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void workOrReportAnErrorOfTheUser(
      int seed, int how, @NotNull @WithSize(max = 4) List<@NotNull TreeEdit> edits) {
    Path original = CORPUS.get(Math.floorMod(seed, CORPUS.size()));
    String config =
        TreeEdit.apply(new String(Corpus.bytes(original), StandardCharsets.UTF_8), edits);
    if (config.contains("mnist") || config.contains("download")) {
      return; // Public data sets are not fetched here.
    }
    Path file = place.write("x.yaml", config.getBytes(StandardCharsets.UTF_8));
    List<String> command = COMMANDS.get(Math.floorMod(how, COMMANDS.size()));
    switch (command.get(0)) {
      case "diff" -> diff(place.write("original.yaml", Corpus.bytes(original)), file);
      case "explain" -> {
        if (isSmall(file)) {
          run(command, file, "--set", BACKEND, "--output", place.folder() + "/explained");
        }
      }
      case "gradcheck" -> {
        if (isSmall(file)) {
          run(command, file, "--set", BACKEND);
        }
      }
      default -> run(command, file);
    }
  }

  private static boolean isSmall(Path file) {
    NnProcess.Result summary = run(List.of("summary", "--format", "json"), file);
    if (summary.status() != 0) {
      return false;
    }
    JsonObject network = JsonParser.parseString(summary.out()).getAsJsonObject();
    JsonObject training = network.getAsJsonObject("training");
    return network.get("multiply_adds").getAsLong() < MOST_WORK
        && training.get("examples").getAsLong() <= MOST_WORK
        && training.getAsJsonObject("memory_bytes").get("total").getAsLong() < 20 * MOST_WORK;
  }

  /** The second may mean the same. */
  private static void diff(Path first, Path second) {
    Bounded.run(
        () -> {
          NnProcess.Result result = NnProcess.run("diff", first, second);
          boolean compared = result.status() <= 1 && result.err().isEmpty();
          if (!compared && result.status() != 2) {
            throw new AssertionError("diff, status " + result.status() + ": " + result.err());
          }
          Reports.check(result.err());
        });
  }

  private static NnProcess.Result run(List<String> command, Path file, String... options) {
    List<Object> words = new ArrayList<>(command);
    words.add(file);
    words.addAll(List.of(options));
    NnProcess.Result[] results = new NnProcess.Result[1];
    Bounded.run(() -> results[0] = NnProcess.run(words.toArray()));
    NnProcess.Result result = results[0];
    if (result.status() != 0 && result.status() != 2 && !isTold(result)) {
      throw new AssertionError(words + ", status " + result.status() + ": " + result.err());
    }
    Reports.check(result.err());
    return result;
  }

  /** Numbers may leave all bounds when they are computed; nothing else goes wrong only then. */
  private static boolean isTold(NnProcess.Result result) {
    return result.err().contains("the loss became")
        || result.out().contains("gradients by backpropagation against central differences");
  }
}
