package dev.nn.cli.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.ConfigException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes outside the keys of parts, which {@link KeysTest} makes. */
@TestInstance(Lifecycle.PER_CLASS)
class MistakesTest {
  private final ExperimentLoader loader = ExperimentLoader.create();
  private final Editor editor = new Editor(loader);

  private void assertRefused(String config) {
    assertThrows(
        ConfigException.class,
        () -> loader.parse(config, Path.of("config.yaml"), List.of()),
        "the loader accepts " + config);
    assertTrue(!editor.accepts(config), "the schema accepts " + config);
  }

  private void assertAccepted(String config) {
    loader.parse(config, Path.of("config.yaml"), List.of());
    assertEquals(List.of(), editor.faults(config), config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 2",
        "version: one",
        "name: -x",
        "name: a/b",
        "name: ~",
        "seed: 0.5",
        "seed: 1e30",
        "vars: [a]",
        "train: 5",
        "train: {epochs: 0}",
        "train: {class_weight: even}",
        "train: {class_weight: {a: -1}}",
        "train: {class_weight: {a: x}}",
        "callbacks: ~",
        "metrics: [accuracy, [accuracy]]",
        "metrics: [{type: accuracy, name: ~}]",
        "warnings: {ignore: [NN0101]}",
        "warnings: ~",
        "warnings: {ignore: ~}",
        "backend: nd",
        "backend: {threads: -1}",
        "backend: [nd4j]",
        "backend: 3",
        "model: [{type: dense, units: 2}]",
        "model: {layer: [{type: dense, units: 2}]}",
        "model: {layers: []}",
        "model: {layers: ~}",
        "model: {layers: [~]}",
        "model: {layers: [{units: 2}]}",
        "model: {layers: [{type: dense, units: 2, name: 2nd}]}",
        "model: {layers: [{type: dense, units: 2, name: ~}]}",
        "model: {layers: [{type: dense, units: 2, inputs: []}]}",
        "model: {layers: [{type: dense, units: 2, inputs: [{a: b}]}]}",
        "model: {layers: [{type: dense, units: 2, repeat: 0}]}",
        "model: {layers: [{type: dense, units: 2, repeat: 5001}]}",
        "model: {layers: [{type: dense, units: 2, trainable: 1}]}",
        "model: {layers: [{name: a, type: dense, units: 2}, {shared: a, units: 2}]}",
        "model: {layers: [{type: time_distributed, layer: {type: dense, units: 2, name: a}}]}",
        "model: {layers: [{type: time_distributed, layer: {shared: dense}}]}",
        "model: {layers: [{type: time_distributed, layer: input}]}",
        "model: {layers: [{type: sequential, layers: [{type: input}, {type: dense, units: 2}]}]}",
        "model: {layers: [{type: sequential, layers: [input, {type: dense, units: 2}]}]}",
        "model: {layers: [{type: sequential, layers: [{type: dense, unit: 2}]}]}",
        "model: {layers: [{type: sequential, input_names: [], layers: [{type: dense, units: 2}]}]}",
        "model: {layers: [{type: input, units: 2}, {type: dense, units: 2}]}",
        "model: {inputs: {shape: [2]}, layers: [{type: dense, units: 2}]}",
        "model: {inputs: [{name: a, shape: [0]}], layers: [{type: dense, units: 2}]}",
        "model: {layers: [{type: dense, units: 2}], outputs: []}",
        "model: {layers: [{type: dense, units: 2}], outputs: [{loss: mse}]}",
        "model: {layers: [{type: dense, units: 2}], outputs: [{layer: dense, weight: -1}]}",
        "model: {layers: [{type: dense, units: 2}], outputs: [{layer: dense, name: dense}]}",
      })
  void is_refused(String section) {
    assertRefused(Slots.with(section));
  }

  @Test
  void sections_that_are_missing_are_seen() {
    String whole = Slots.with("seed: 1");
    for (String section : List.of("data", "model", "loss", "optimizer")) {
      assertRefused(whole.replaceAll("(?m)^" + section + ": .*\n", ""));
    }
  }

  @Test
  void the_loss_may_be_that_of_each_output() {
    String model = "model: {layers: [{name: a, type: dense, units: 2}], outputs: %s}";
    String config = Slots.with("seed: 1").replaceAll("(?m)^(model|loss): .*\n", "");
    assertAccepted(config + model.formatted("[{layer: a, loss: mse}]"));
    assertAccepted(config + model.formatted("{layer: a, loss: mse}"));
    assertRefused(config + model.formatted("[{layer: a}]"));
    assertRefused(config + model.formatted("[a]"));
    assertRefused(config + model.formatted("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1.0",
        "name: 3",
        "name: \"a${vars.whole}\"",
        "seed: 1_000",
        "train: {epochs: 1e2, batch_size: \"${vars.whole * 2}\", shuffle: \"${vars.yes}\"}",
        "train: {dtype: FLOAT64, class_weight: ~}",
        "train: {class_weight: {1: 0.5, true: 2}}",
        "callbacks: early_stopping",
        "metrics: []",
        "metrics: {type: accuracy, name: right}",
        "warnings: {ignore: nn1401}",
        "backend: {threads: 2}",
        "model: {layers: {type: dense, units: 2, name: true}}",
        "model: {layers: [{type: linear, units: 2, repeat: 2}]}",
        "model: {layers: [{name: a, type: dense, units: 2}, {shared: a}]}",
        "model: {layers: [input, flatten, {type: dense, units: 2}]}",
        "model: {layers: [{type: input, name: x, shape: 2}, {type: dense, units: 2}]}",
        "model: {inputs: input, layers: [{type: dense, units: 2}]}",
        "model: {layers: [{name: a, type: dense, units: 2}], outputs: a}",
        "model: {layers: [{name: a, type: dense, units: 2}], outputs: {name: a, target: ~}}",
        "model: {layers: [{type: sequential, input_names: x, layers: {type: dense, units: 2}}]}",
        "model: {layers: [&a {type: dense, units: 2}, {<<: *a, units: 3}]}",
        "optimizer: {type: \"${vars.sgd}\", lr: 0.1}",
        "optimizer: \"${vars.adam}\"",
      })
  void is_accepted(String section) {
    assertAccepted(
        Slots.with(section).replace("vars: {", "vars: {sgd: sgd, adam: {type: adam, lr: 0.1}, "));
  }

  @Test
  void whole_sections_may_be_variables() {
    assertAccepted(
        """
        vars:
          data: {type: xor, samples: 8}
          layers: [{type: dense, units: 2}]
          layer: {type: dense, units: 2}
          train: {epochs: 2}
          metrics: [accuracy]
        data: "${vars.data}"
        model: {layers: ["${vars.layer}", "${vars.layer}"]}
        loss: "${vars.loss}"
        metrics: "${vars.metrics}"
        optimizer: {type: sgd, learning_rate: "${vars.rate}"}
        train: "${vars.train}"
        """
            .replace("metrics: [acc", "loss: mse\n  rate: 0.5\n  metrics: [acc"));
  }
}
