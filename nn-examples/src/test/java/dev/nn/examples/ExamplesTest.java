package dev.nn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.config.schema.ConfigSchema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Path IRIS = Path.of("../configs/iris.yaml");

  private static String output(Runnable program) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void trainingFromAConfigPrintsStepsAndTestMetrics() {
    String output = output(() -> TrainFromConfig.main(new String[] {IRIS.toString()}));
    assertTrue(output.contains("trained: 560 steps"), output);
    assertTrue(output.contains("accuracy="), output);
  }

  @Test
  void aLayerFromAPluginIsUsedByAConfig() {
    var experiment = ExperimentLoader.create().load(Path.of("configs/custom_layer.yaml"));
    try (Session session = Session.open(experiment)) {
      session.train();
      double accuracy = session.test().orElseThrow().logs().get("accuracy");
      assertTrue(accuracy > 0.95, "accuracy " + accuracy);
    }
  }

  @Test
  void bothBackendsGiveTheSameLossesToRounding() {
    List<Double> reference = CompareBackends.losses(IRIS, "reference");
    List<Double> nd4j = CompareBackends.losses(IRIS, "nd4j");
    assertEquals(reference.size(), nd4j.size());
    for (int i = 0; i < reference.size(); i++) {
      assertEquals(reference.get(i), nd4j.get(i), 1e-5 * reference.get(i), "epoch " + (i + 1));
    }
  }

  @Test
  void theComparisonPrintsOneLineForEveryOtherEpoch() {
    String output = output(() -> CompareBackends.main(new String[] {IRIS.toString()}));
    assertEquals(11, output.lines().count(), output);
  }

  @Test
  void theSchemaForEditorsKnowsTheLayerOfThePluginOnTheClassPath() {
    ExperimentLoader loader = ExperimentLoader.create();
    Map<?, ?> definitions =
        (Map<?, ?>) new ConfigSchema(loader.registries(), loader.backends()).toMap().get("$defs");
    Map<?, ?> layer = (Map<?, ?>) definitions.get("layer.scaled_swish");
    Map<?, ?> beta = (Map<?, ?>) ((Map<?, ?>) layer.get("properties")).get("beta");
    assertEquals("how sharply it bends", beta.get("description"));
    assertEquals(1L, beta.get("default"));
  }
}
