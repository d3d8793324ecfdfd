package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.config.ExperimentLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rendered is a config that means, and trains, the same. */
class RenderTest {
  private static final Path CONFIGS = Path.of("../configs");

  @TempDir Path dir;

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private Path rendered(Path config, Object... more) throws IOException {
    Object[] arguments = Stream.concat(Stream.of("render", config), Stream.of(more)).toArray();
    return Files.writeString(dir.resolve("rendered.yaml"), Nn.ok(arguments).out());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theSpecOfEveryShippedConfigSurvives(Path config) throws IOException {
    ExperimentLoader loader = ExperimentLoader.create();
    Path again = rendered(config);
    assertEquals(loader.load(config).spec(), loader.load(again).spec());
    assertEquals(
        withoutComments(Files.readString(again)), withoutComments(Nn.ok("render", again).out()));
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m) +# .*$", "");
  }

  @ParameterizedTest
  @CsvSource({
    "iris, reference, iris.csv",
    "wine_two_heads, reference, wine.csv",
    "breast_cancer, nd4j, breast_cancer.csv",
    "diabetes, nd4j, diabetes.csv"
  })
  void trainingIsTheSameBitForBit(String name, String backend, String data) throws IOException {
    Path config = CONFIGS.resolve(name + ".yaml");
    Path file = CONFIGS.resolve("data").resolve(data).toRealPath();
    Object[] set = {
      "--set", "train.epochs=2", "--set", "backend=" + backend, "--set", "data.path=" + file
    };
    Path again = rendered(config, set);
    assertEquals(metrics(config, set), metrics(again));
  }

  @Test
  void blocksRepetitionsAndSharedWeightsTrainTheSame() throws IOException {
    Nn.csv(dir);
    Path config = Nn.csvConfig(dir, 2);
    String layers =
        "[{name: tower, type: sequential, repeat: 3, layers: [{name: d, type: dense, units: 4},"
            + " {type: dropout, rate: 0.1}]}, {name: more, repeat: 3, shared: tower}, {name: one,"
            + " type: dense, units: 4, repeat: 2, shared: one}, {name: e, shared: one},"
            + " {name: both, type: add, inputs: [more, e]},"
            + " {name: kind, type: dense, units: 2, activation: softmax}]";
    // The same number of columns throughout, so that weights of all repetitions have one shape.
    Object[] set = {"--set", "model.layers=" + layers.replace("units: 4", "units: 2")};
    Path again = dir.resolve("again.yaml");
    Files.writeString(
        again, Nn.ok(Stream.concat(Stream.of("render", config), Stream.of(set)).toArray()).out());
    assertTrue(Files.readString(again).contains("repeat: 3"));
    assertEquals(metrics(config, set), metrics(again));
  }

  private JsonElement metrics(Path config, Object... more) {
    List<Object> arguments =
        Stream.concat(
                Stream.of("train", "--json", "--quiet", "--output", dir.resolve("runs"), config),
                Stream.of(more))
            .toList();
    JsonObject result = Nn.ok(arguments.toArray()).json();
    return result.get("metrics");
  }

  @Test
  void withTheDataItSaysWhatTheyDecide() {
    Nn.csv(dir);
    Path config = Nn.csvConfig(dir, 2);
    String text = Nn.ok("render", "--data", config).out();
    assertLine(text, "data: +# 36 training examples; 2 classes: cat, dog, small");
    assertLine(text, "    - name: dense +# inferred; \\[batch, 8\\]");
    assertLine(text, "loss: +# takes probabilities");
    assertLine(
        text,
        "metrics: \\[accuracy, confusion_matrix\\] +# accuracy is sparse_categorical_accuracy");
    assertEquals(withoutComments(Nn.ok("render", config).out()), withoutComments(text));
  }

  private static void assertLine(String text, String pattern) {
    assertTrue(text.lines().anyMatch(line -> line.matches(pattern)), pattern + " in\n" + text);
  }
}
