package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nn.config.registry.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts that come with nn are found, and every one can be described. */
class StandardCatalogueTest {
  private final ExperimentLoader loader = ExperimentLoader.create();

  @Test
  void the_designs_example_is_read_and_rendered() {
    String text =
        """
        version: 1
        name: digits-mlp
        seed: 42
        vars: {hidden: 64}
        data:
          type: csv
          path: data/digits.csv            # relative to this file
          target: {column: target}         # encoding inferred: 10 classes
          features: {exclude: [target], scale: standard}
          split: {train: 0.7, validation: 0.15, test: 0.15, stratify: true}
        model:
          layers:
            - {name: hidden, type: dense, units: "${vars.hidden}", activation: relu}
            - {type: dropout, rate: 0.2}
            - {name: digit, type: dense, units: 10, activation: softmax}
        loss: sparse_categorical_crossentropy
        metrics: [accuracy]
        optimizer: {type: adam, learning_rate: {type: cosine_decay, initial_learning_rate: 0.003, decay_steps: 2000}}
        train: {epochs: 40, batch_size: 64}
        backend: nd4j
        """;
    Path file = Path.of("digits.yaml");
    Experiment experiment = loader.parse(text, file, List.of());
    assertEquals(experiment.spec(), loader.parse(experiment.render(), file, List.of()).spec());
  }

  @Test
  void every_kind_has_names_and_keys() {
    for (Kind<?> kind : Kind.ALL) {
      loader
          .registries()
          .of(kind)
          .all()
          .forEach(part -> assertFalse(part.keys().keys().contains(null), part.name()));
    }
    assertFalse(loader.registries().of(Kind.LAYER).names().isEmpty());
  }
}
