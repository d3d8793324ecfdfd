package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of classes, reports by class, and metrics that would mean nothing. */
class WeightsAndMetricsTest {
  @TempDir Path dir;

  /** Ten cats and two dogs that cannot be told apart: features are all the same. */
  @BeforeEach
  void write() {
    String[] rows = new String[13];
    rows[0] = "a,kind,size";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = "1," + (i <= 10 ? "cat," : "dog,") + (i + 0.5);
    }
    Nn.write(dir.resolve("data.csv"), rows);
  }

  private Path config(String target, String loss, String layer, String metrics, String train) {
    return Nn.write(
        dir.resolve("weights.yaml"),
        "data: {type: csv, path: data.csv, target: {column: " + target + "},",
        "  features: {columns: [a], scale: none, types: {a: numeric}}}",
        "model:",
        "  layers:",
        "    - {name: guess, type: dense, " + layer + "}",
        "loss: " + loss,
        "metrics: [" + metrics + "]",
        "optimizer: {type: sgd, learning_rate: 0.5}",
        "train: {epochs: 400, batch_size: 12" + train + "}",
        "backend: reference");
  }

  private Path classes(String train) {
    return config(
        "kind",
        "sparse_categorical_crossentropy",
        "units: 2, activation: softmax",
        "accuracy, log_loss, classification_report",
        train);
  }

  private JsonObject trained(String train) {
    Nn nn = Nn.ok("train", classes(train), "--output", dir.resolve("runs"), "--json");
    return nn.json().getAsJsonObject("metrics").getAsJsonObject("train");
  }

  private static double entropy(double cats) {
    return -(10 * Math.log(cats) + 2 * Math.log(1 - cats)) / 12;
  }

  @Test
  void classWeightsMoveWhatIsLearntButNotWhatIsMeasured() {
    // Without weights, the best guess is the share of cats; balanced, one half.
    assertEquals(entropy(10.0 / 12), trained("").get("loss").getAsDouble(), 1e-4);
    assertEquals(entropy(0.5), trained(", class_weight: balanced").get("loss").getAsDouble(), 1e-4);
    JsonObject weighed = trained(", class_weight: {dog: 15}");
    assertEquals(entropy(0.25), weighed.get("loss").getAsDouble(), 1e-3);
    assertEquals(entropy(0.25), weighed.get("log_loss").getAsDouble(), 1e-3);
    assertEquals(2.0 / 12, weighed.get("accuracy").getAsDouble(), 1e-9);
  }

  @Test
  void aReportByClassIsPrintedWithItsColumns() {
    Nn nn = Nn.ok("train", classes(", class_weight: {dog: 15}"), "--output", dir.resolve("runs"));
    String report = nn.err().substring(nn.err().indexOf("train classification_report"));
    String[] lines = report.split("\n");
    assertEquals("class precision recall f1 support", lines[1].strip().replaceAll("\\s+", " "));
    assertTrue(lines[3].strip().matches("dog\\s+0\\.16\\S*\\s+1\\s+0\\.28\\S*\\s+2"), report);
    String rendered = Nn.ok("render", dir.resolve("runs/weights-1/config.yaml")).out();
    assertTrue(rendered.contains("class_weight: {dog: 15"), rendered);
  }

  private String rejected(Path config) {
    Nn nn = Nn.ends(2, "train", config, "--output", dir.resolve("runs"));
    return nn.err();
  }

  @Test
  void weightsOfUnknownClassesAreRefused() {
    String err = rejected(classes(", class_weight: {dgo: 2}"));
    assertTrue(err.contains("weights.yaml:9:"), err);
    assertTrue(err.contains("'dgo' is no class of the target"), err);
    assertTrue(err.contains("did you mean 'dog'?"), err);
    assertTrue(rejected(classes(", class_weight: even")).contains("'balanced'"));
    assertTrue(rejected(classes(", class_weight: {dog: -1}")).contains("must be at least 0"));
  }

  @Test
  void valuesHaveNoClassesToWeighOrToCount() {
    String weighed =
        rejected(config("size", "mean_squared_error", "units: 1", "", ", class_weight: balanced"));
    assertTrue(weighed.contains("there are no classes to weigh"), weighed);
    String counted = rejected(config("size", "mean_squared_error", "units: 1", "accuracy", ""));
    assertTrue(counted.contains("metric 'accuracy' compares classes"), counted);
    assertTrue(counted.contains("weights.yaml:7:"), counted);
  }

  @Test
  void metricsOfProbabilitiesDoNotTakeLogits() {
    String err = rejected(config("kind", "binary_crossentropy", "units: 1", "auc", ""));
    assertTrue(err.contains("metric 'auc' needs probabilities, and layer 'guess' makes"), err);
    Nn.ok(
        "train",
        config(
            "kind",
            "binary_crossentropy",
            "units: 1",
            "{type: auc, from_logits: true}, {type: binary_accuracy, threshold: 0}",
            ""),
        "--output",
        dir.resolve("runs"));
  }

  @Test
  void aColumnOfTheDataMayWeighExamples() {
    Nn nn =
        Nn.ok(
            "train",
            classes(""),
            "--set",
            "data.sample_weight.column=size",
            "--set",
            "optimizer.learning_rate=0.05",
            "--output",
            dir.resolve("runs"),
            "--json");
    JsonObject train = nn.json().getAsJsonObject("metrics").getAsJsonObject("train");
    // The cats weigh 1.5 + … + 10.5 = 60, the dogs 11.5 + 12.5 = 24.
    double total = -(60 * Math.log(60 / 84.0) + 24 * Math.log(24 / 84.0));
    assertEquals(total / 12, train.get("loss").getAsDouble(), 1e-3);
    assertEquals(total / 84, train.get("log_loss").getAsDouble(), 1e-4);
  }
}
