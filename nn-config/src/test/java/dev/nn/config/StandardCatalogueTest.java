package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static final String OPTIMIZED =
      """
      data: {type: csv, path: a.csv, target: {column: y}}
      model:
        inputs: [{name: input, shape: [4]}]
        layers:
          - {name: hidden, type: dense, units: 3, activation: relu}
          - {name: out, type: dense, units: 1}
      loss: mean_squared_error
      optimizer: OPTIMIZER
      train: {epochs: 1}
      """;

  private Experiment with(String optimizer) {
    return loader.parse(OPTIMIZED.replace("OPTIMIZER", optimizer), Path.of("x.yaml"), List.of());
  }

  private Problem problem(String optimizer) {
    List<Problem> problems = assertThrows(ConfigException.class, () -> with(optimizer)).problems();
    assertEquals(1, problems.size(), problems.toString());
    return problems.get(0);
  }

  @Test
  void every_key_of_an_optimizer_is_rendered_and_read_again() {
    for (String optimizer :
        List.of(
            "adamw",
            "{type: adam, exclude_from_weight_decay: ['*/bias', out/*], weight_decay: 0.1,"
                + " learning_rate_multipliers: {'hidden/*': 0.5, '*': 0}, use_ema: true,"
                + " ema_overwrite_frequency: 7, gradient_accumulation_steps: 4, clipnorm: 1}",
            "{type: lookahead, optimizer: {type: lion, weight_decay: 0.1}, sync_period: 3}",
            "{type: muon, exclude_layers: ['out/*']}",
            "schedule_free_adamw",
            "{type: sgd, learning_rate: {type: warmup, schedule: {type: one_cycle,"
                + " max_learning_rate: 0.1, total_steps: 10}, warmup_steps: 5}}",
            "{type: sgd, learning_rate: {type: map, values: {0: 0.1, 10: 0.01}}}")) {
      Experiment experiment = with(optimizer);
      String rendered = experiment.render();
      assertEquals(
          experiment.spec(), loader.parse(rendered, Path.of("x.yaml"), List.of()).spec(), rendered);
    }
  }

  @Test
  void a_pattern_that_matches_no_parameter_is_shown_with_the_nearest() {
    Problem bias = problem("{type: adam, exclude_from_weight_decay: [out/kernel, '*/bais']}");
    assertEquals("8:65 the path pattern '*/bais' matches no parameter", Configs.show(bias));
    assertEquals(Optional.of("did you mean '*/bias'?"), bias.help());
    assertEquals(
        Optional.of("a pattern for one of: hidden/kernel, hidden/bias, out/kernel, out/bias"),
        bias.expectation());
    Problem layer = problem("{type: sgd, learning_rate_multipliers: {hiden/*: 0.1}}");
    assertEquals("8:52 the path pattern 'hiden/*' matches no parameter", Configs.show(layer));
    assertEquals(Optional.of("did you mean 'hidden/*'?"), layer.help());
    Problem inner =
        problem("{type: lookahead, optimizer: {type: muon, exclude_layers: [digit/kernel]}}");
    assertEquals("8:71 the path pattern 'digit/kernel' matches no parameter", Configs.show(inner));
  }

  @Test
  void a_pattern_without_quotes_is_told_to_have_some() {
    Problem alias = problem("{type: adam, exclude_from_weight_decay: [*/bias]}");
    assertTrue(alias.help().orElseThrow().contains("in quotes: '*/bias'"), alias.toString());
  }
}
