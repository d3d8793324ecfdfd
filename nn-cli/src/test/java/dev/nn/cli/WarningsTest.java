package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works, but is probably not meant so. */
class WarningsTest {
  private static final String ALMOST_ALL_CLASSES =
      "warning[NN1401]: column 'age' has 30 classes in 40 rows\n";

  @TempDir Path dir;
  private Path config;

  @BeforeEach
  void aNumberTakenForAClass() {
    String rows =
        IntStream.range(0, 40).mapToObj(i -> i + "," + i % 30).collect(Collectors.joining("\n"));
    Nn.write(dir.resolve("ages.csv"), "a,age", rows);
    config =
        Nn.write(
            dir.resolve("ages.yaml"),
            "data:",
            "  type: csv",
            "  path: ages.csv",
            "  target: {column: age}",
            "model: {layers: [{type: dense, units: 30}]}",
            "loss: sparse_categorical_crossentropy",
            "optimizer: sgd",
            "backend: reference");
  }

  @Test
  void aWarningIsShownInItsPlaceAndTheConfigIsFineAllTheSame() {
    Nn nn = Nn.ok("validate", "--data", config);
    assertTrue(nn.err().startsWith(ALMOST_ALL_CLASSES + " --> " + config + ":4:20\n"), nn.err());
    assertTrue(nn.err().endsWith("\n1 warning\nFor more: nn explain-error NN1401\n"), nn.err());
    assertEquals("ok: " + config + "\n", nn.out());
  }

  @Test
  void summaryAndTrainShowItToo() {
    assertTrue(Nn.ok("summary", config).err().startsWith(ALMOST_ALL_CLASSES));
    Nn nn = Nn.ok("train", "--quiet", config, "--output", dir.resolve("runs"));
    assertTrue(nn.err().startsWith(ALMOST_ALL_CLASSES), nn.err());
  }

  @Test
  void deniedWarningsHaveTheStatusOfErrors() {
    Nn nn = Nn.ends(2, "validate", "--data", "--deny-warnings", config);
    assertTrue(nn.err().startsWith(ALMOST_ALL_CLASSES), nn.err());
    assertEquals("", nn.out());
  }

  @Test
  void aWarningIsSilencedByItsCode() {
    String ignore = "warnings={ignore: [NN1401]}";
    Nn nn = Nn.ok("validate", "--data", "--deny-warnings", config, "--set", ignore);
    assertEquals("", nn.err());
    String rendered = Nn.ok("render", config, "--set", ignore).out();
    assertTrue(
        rendered.matches("(?s).*\nwarnings:\n  ignore: \\[NN1401] +# from --set\n"), rendered);
  }

  @Test
  void warningsAreToldTogetherWithErrors() {
    String err = Nn.ends(2, "validate", "--data", config, "--set", "model.layers.0.units=3").err();
    assertTrue(err.startsWith(ALMOST_ALL_CLASSES), err);
    assertTrue(err.contains("\nerror[NN0501]: the data have 30 classes"), err);
    assertTrue(err.contains("\n1 error, 1 warning\nFor more: "), err);
  }

  @Test
  void whatIsNoWarningCannotBeIgnored() {
    String error = Nn.ends(2, "validate", config, "--set", "warnings.ignore=NN0501").err();
    assertTrue(error.startsWith("error[NN0113]: NN0501 is an error, which cannot be ign"), error);
    String unknown = Nn.ends(2, "validate", config, "--set", "warnings.ignore=NN1400").err();
    assertTrue(unknown.startsWith("error[NN0113]: there is no warning 'NN1400'"), unknown);
    assertTrue(unknown.contains("did you mean 'NN1401'?"), unknown);
    String key = Nn.ends(2, "validate", config, "--set", "warnings.ignor=NN1401").err();
    assertTrue(key.startsWith("error[NN0101]: unknown key 'ignor' in 'warnings'"), key);
  }
}
