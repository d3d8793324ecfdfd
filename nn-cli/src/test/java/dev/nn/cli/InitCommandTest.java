package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.nn.cli.init.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From {@code nn init} to a trained model. */
class InitCommandTest {
  private static final Path DATA = Path.of("../configs/data");

  @TempDir Path dir;

  @Test
  void withoutArgumentsTheTemplatesAreListed() {
    String listed = Nn.ok("init").out();
    assertEquals(Template.values().length, listed.lines().count(), listed);
    assertTrue(listed.startsWith("mlp-csv           Classes from a table"), listed);
  }

  /** What some epochs reach at least, or at most where it is a loss; far from where it begins. */
  @ParameterizedTest
  @CsvSource({
    "mlp-csv, 30, test, accuracy, 0.85, 1",
    "regression-csv, 20, test, r2_score, 0.3, 0.7",
    "cnn-images, 12, test, accuracy, 0.6, 1",
    "rnn-text, 1, validation, loss, 2, 3.2",
    "transformer-text, 1, validation, loss, 2, 3.2",
    "autoencoder, 10, test, r2_score, 0.3, 1",
    "dag, 20, test, grower/accuracy, 0.85, 1"
  })
  void everyTemplateTrainsAsItIs(
      String template, int epochs, String part, String metric, double least, double most) {
    Path config = dir.resolve("own.yaml");
    Nn made = Nn.ok("init", template, "--output", config);
    assertTrue(made.err().contains("next: nn train " + config), made.err());
    Nn.ok("validate", "--data", "--deny-warnings", config);
    JsonObject result =
        Nn.ok(
                "train",
                config,
                "--set",
                "train.epochs=" + epochs,
                "--quiet",
                "--json",
                "--output",
                dir.resolve("runs"))
            .json();
    double reached =
        result.getAsJsonObject("metrics").getAsJsonObject(part).get(metric).getAsDouble();
    assertTrue(least <= reached && reached <= most, metric + " " + reached);
  }

  @ParameterizedTest
  @EnumSource
  void commentsOfATemplateSpeakOfItsOwnFiles(Template template) {
    String text = template.text("here/mine.yaml");
    assertTrue(text.contains("\n#   nn train here/mine.yaml\n"), text);
    assertTrue(text.contains("\nname: " + template + "\n"), text);
    assertTrue(text.contains(": " + template.sample().path()), template.sample().path());
    text.lines().forEach(line -> assertTrue(line.length() <= 150, line));
  }

  @Test
  void sampleDataThatAreThereStayAsTheyAre() throws IOException {
    Path own = dir.resolve("data/iris.csv");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "mine");
    Nn nn = Nn.ok("init", "mlp-csv", "--output", dir.resolve("c.yaml"));
    assertTrue(nn.err().contains("is there already and stays as it is"), nn.err());
    assertEquals("mine", Files.readString(own));
  }

  @Test
  void aConfigThatIsThereIsWrittenOverByForceAlone() throws IOException {
    Path config = Nn.write(dir.resolve("c.yaml"), "mine");
    Nn nn = Nn.ends(2, "init", "mlp-csv", "--output", config);
    assertTrue(nn.err().contains("c.yaml is there already"), nn.err());
    assertTrue(nn.err().contains("--force"), nn.err());
    assertEquals("mine\n", Files.readString(config));
    assertFalse(Files.exists(dir.resolve("data")), "data of a config that was not written");
    Nn.ok("init", "mlp-csv", "--output", config, "--force");
    assertEquals(
        SchemaFile.MODELINE + Template.MLP_CSV.text(config.toString()), Files.readString(config));
  }

  @Test
  void theFirstLineNamesASchemaThatIsThere() throws IOException {
    Path config = dir.resolve("iris.yaml");
    Path iris = DATA.resolve("iris.csv");
    Nn nn = Nn.ok("init", "--from-data", iris, "--target", "species", "--output", config);
    String first = Files.readAllLines(config).get(0);
    String prefix = "# yaml-language-server: $schema=";
    assertTrue(first.startsWith(prefix), first);
    Path schema = config.resolveSibling(first.substring(prefix.length()));
    assertEquals(Nn.ok("schema").out(), Files.readString(schema));
    assertTrue(nn.err().contains("wrote " + schema), nn.err());
  }

  @Test
  void aSchemaThatIsThereStaysAndIsSpokenOfIfItIsNotCurrent() throws IOException {
    Path schema = dir.resolve("nn.schema.json");
    Nn.ok("schema", "--output", schema);
    Nn current = Nn.ok("init", "mlp-csv", "--output", dir.resolve("a.yaml"));
    assertFalse(current.err().contains("nn.schema.json"), current.err());
    Files.writeString(schema, "{}");
    Nn old = Nn.ok("init", "mlp-csv", "--output", dir.resolve("b.yaml"));
    assertTrue(old.err().contains("nn schema --output " + schema), old.err());
    assertEquals("{}", Files.readString(schema));
  }

  @Test
  void aTemplateGoesToStandardOutputAlone() {
    Nn nn = Nn.ok("init", "dag", "--output", "-");
    assertEquals(Template.DAG.text(), nn.out());
    assertEquals("", nn.err());
  }

  @Test
  void whatIsNoTemplateBringsASuggestion() {
    assertTrue(Nn.ends(2, "init", "rnn-txt").err().contains("did you mean 'rnn-text'?"));
    assertTrue(Nn.ends(2, "init", "zebra").err().contains("one of: mlp-csv, "));
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertTrue(Nn.ends(2, "init", "--target", "x").err().contains("goes with --from-data"));
    Path iris = DATA.resolve("iris.csv");
    assertTrue(Nn.ends(2, "init", "dag", "--from-data", iris).err().contains("found both"));
    String columns = Nn.ends(2, "init", "--from-data", iris).err();
    assertTrue(columns.contains("--target COLUMN; columns: sepal_length, sepal_width"), columns);
    assertTrue(
        Nn.ends(2, "init", "--from-data", "none.csv", "--target", "x").err().contains("none.csv"));
    String unknown = Nn.ends(2, "init", "--from-data", iris, "--target", "specis").err();
    assertTrue(unknown.contains("did you mean 'species'?"), unknown);
  }

  @Test
  void whatIsLeftOutIsSaid() {
    Path config = dir.resolve("digits.yaml");
    String said =
        Nn.ok(
                "init",
                "--from-data",
                DATA.resolve("digits.csv"),
                "--target",
                "target",
                "--output",
                config)
            .err();
    assertTrue(said.contains("10 classes of 'target' from 61 numbers, 1,797 rows"), said);
    assertTrue(said.contains("  left out p00  the same in every row"), said);
  }

  /** Baselines: the most frequent class, or 0. */
  @ParameterizedTest
  @CsvSource({
    "iris.csv, species, accuracy, 0.85",
    "wine.csv, target, accuracy, 0.9",
    "breast_cancer.csv, target, accuracy, 0.92",
    "diabetes.csv, target, r2_score, 0.25",
    "digits.csv, target, accuracy, 0.94"
  })
  void aConfigForATableTrainsAsItIs(String file, String target, String metric, double least) {
    JsonObject test = trained(DATA.resolve(file), target);
    assertTrue(test.get(metric).getAsDouble() >= least, test.toString());
  }

  @Test
  void titanicIsLearnedWithoutTheColumnThatGivesItAway() {
    JsonObject test = trained(shared("titanic.csv"), "survived");
    double accuracy = test.get("accuracy").getAsDouble();
    // Those who saw `alive` would be right in every row.
    assertTrue(accuracy > 0.74 && accuracy < 0.9, test.toString());
  }

  @Test
  void penguinsAreLearned() {
    assertTrue(trained(shared("penguins.csv"), "species").get("accuracy").getAsDouble() > 0.95);
  }

  @Test
  void mpgIsLearnedInMilesPerGallon() {
    JsonObject test = trained(shared("mpg.csv"), "mpg");
    assertTrue(test.get("r2_score").getAsDouble() > 0.8, test.toString());
    double rmse = test.get("original_rmse").getAsDouble();
    assertTrue(rmse > 1.5 && rmse < 3.6, test.toString());
  }

  private JsonObject trained(Path file, String target) {
    Path config = dir.resolve("made.yaml");
    Nn.ok("init", "--from-data", file, "--target", target, "--output", config);
    return Nn.ok("train", config, "--quiet", "--json", "--output", dir.resolve("runs"))
        .json()
        .getAsJsonObject("metrics")
        .getAsJsonObject("test");
  }

  /** A public data set that is not part of the project. */
  private static Path shared(String name) {
    Optional<Path> root = Optional.ofNullable(System.getProperty("nn.data.dir")).map(Path::of);
    for (Path up = Path.of("").toAbsolutePath();
        root.isEmpty() && up != null;
        up = up.getParent()) {
      root = Optional.of(up.resolve("shared/data")).filter(Files::isDirectory);
    }
    Optional<Path> file =
        root.map(each -> each.resolve("tabular").resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(
        file.isPresent(), "skipped: no tabular/" + name + "; name a folder by -Dnn.data.dir");
    return file.get();
  }
}
