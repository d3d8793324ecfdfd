package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.nn.api.data.PreparedData;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.ExperimentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader as applications get it. */
class ExperimentLoaderTest {
  @TempDir Path dir;

  @Test
  void without_modules_the_parts_of_an_experiment_are_injected_all_the_same() throws Exception {
    Path config =
        Files.writeString(
            dir.resolve("moons.yaml"),
            """
            data: {type: moons, samples: 20}
            model: {layers: [{type: dense, units: 1, activation: sigmoid}]}
            loss: binary_crossentropy
            optimizer: sgd
            """);
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config);
    assertSame(experiment.spec(), experiment.injector().getInstance(ExperimentSpec.class));
    assertSame(loader.registries(), experiment.injector().getInstance(Registries.class));
    assertEquals(20, experiment.injector().getInstance(PreparedData.class).train().size());
  }
}
