package dev.nn.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.config.ExperimentLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What two configs say differently. */
class DifferencesTest {
  private static final ExperimentLoader LOADER = ExperimentLoader.create();
  private static final String CONFIG =
      """
      name: a
      vars: {units: 8}
      data: {type: moons, samples: 100, split: {train: 0.7, test: 0.3}}
      model:
        layers:
          - {name: one, type: dense, units: "${vars.units}", activation: relu}
          - {name: two, type: dense, units: 4, inputs: [input]}
          - {name: both, type: concatenate, inputs: [one, two]}
          - {name: last, type: dense, units: 1, activation: sigmoid}
      loss: binary_crossentropy
      metrics: [accuracy, auc]
      optimizer: {type: adam, learning_rate: 0.01}
      train: {epochs: 3}
      """;

  private static Map<String, Object> tree(String config) {
    return LOADER.parse(config, Path.of("a.yaml"), List.of()).tree(Path.of(""));
  }

  /** Differences after a change of the text, a line each. */
  private static String after(String from, String to) {
    return between(CONFIG, CONFIG.replace(from, to));
  }

  private static String between(String left, String right) {
    ValueText text = new ValueText(LOADER.registries());
    return String.join(
        "\n",
        Differences.between(tree(left), tree(right)).stream()
            .map(
                each ->
                    each.path()
                        + ": "
                        + each.left().map(a -> text.of(a, each.right().orElse("-"))).orElse("-")
                        + " → "
                        + each.right().map(b -> text.of(b, each.left().orElse("-"))).orElse("-"))
            .toList());
  }

  @Test
  void orderAliasesVariablesDefaultsAndTheNameMakeNoDifference() {
    String same =
        """
        train: {batch_size: 32, epochs: 3}
        optimizer: {lr: 0.01, beta_1: 0.9, type: adam}
        metrics: [acc, {type: auc, curve: roc}]
        loss: {type: bce}
        name: b
        seed: 42
        model:
          layers:
            - {name: two, type: linear, units: 4, use_bias: true, inputs: input}
            - {name: both, type: concatenate, inputs: [one, two]}
            - {name: one, type: dense, units: 8, activation: {type: relu}, inputs: [input]}
            - {name: last, type: dense, units: 1, activation: sigmoid, inputs: [both]}
        data: {split: {test: 0.3, train: 0.7}, samples: 100, type: moons}
        """;
    assertEquals("", between(CONFIG, same));
  }

  @Test
  void aChangedKeyIsTold() {
    assertEquals("optimizer.learning_rate: 0.01 → 0.001", after("rate: 0.01", "rate: 0.001"));
    assertEquals("model.layers.one.units: 8 → 16", after("{units: 8}", "{units: 16}"));
    assertEquals(
        "data.split.stratify: true → false", after("test: 0.3", "test: 0.3, stratify: false"));
    assertEquals("data.samples: 100 → 50", after("100", "50"));
  }

  @Test
  void layersThatCameOrWentAreTold() {
    assertEquals(
        "model.layers.last.inputs: [both] → [dropout]\n"
            + "model.layers.dropout: - → {name: dropout, type: dropout, inputs: [both], rate: 0.5}",
        after("    - {name: last", "    - {type: dropout, rate: 0.5}\n    - {name: last"));
    assertEquals(
        "model.layers.two: {name: two, type: dense, inputs: [input], units: 4} → -\n"
            + "model.layers.both.inputs: [one, two] → [one, input]",
        between(
            CONFIG,
            CONFIG.replaceFirst(" +- .name: two.*\n", "").replace("[one, two]", "[one, input]")));
  }

  @Test
  void anotherTypeIsAnotherPartWithItsOwnKeys() {
    assertEquals(
        "optimizer: {type: adam, learning_rate: 0.01} → {type: sgd, learning_rate: 0.01, momentum: 0.9}",
        after("type: adam", "type: sgd, momentum: 0.9"));
    assertEquals(
        "optimizer.learning_rate: 0.01 → {type: exponential_decay, initial_learning_rate: 0.1,"
            + " decay_steps: 10, decay_rate: 0.5}",
        after(
            "learning_rate: 0.01",
            "learning_rate: {type: exponential_decay, initial_learning_rate: 0.1, decay_steps: 10,"
                + " decay_rate: 0.5}"));
    assertEquals("model.layers.one.activation: relu → tanh", after("relu", "tanh"));
    assertEquals(
        "model.layers.one.activation.negative_slope: 0 → 0.1",
        after("activation: relu", "activation: {type: relu, negative_slope: 0.1}"));
  }

  @Test
  void howOftenALayerIsRepeatedIsAKeyOfIt() {
    String twice = CONFIG.replace("{name: one, ", "{name: one, repeat: 2, ");
    assertEquals(
        "model.layers.one.repeat: 2 → 3", between(twice, twice.replace("repeat: 2", "repeat: 3")));
  }

  @Test
  void metricsAndCallbacksAreComparedByName() {
    assertEquals("metrics.auc: auc → -", after("[accuracy, auc]", "[accuracy]"));
    assertEquals("metrics.precision: - → precision", after("auc]", "auc, precision]"));
    String stopping = CONFIG + "callbacks: [{type: early_stopping, monitor: loss, patience: 3}]\n";
    assertEquals(
        "callbacks.early_stopping.patience: 3 → 4",
        between(stopping, stopping.replace("patience: 3", "patience: 4")));
  }

  @Test
  void lossesOfOneOutputAndOfSeveralAreComparedOutputByOutput() {
    String several =
        CONFIG
            .replace("loss: binary_crossentropy\nmetrics: [accuracy, auc]\n", "")
            .replace(
                "optimizer:",
                "  outputs: [{layer: last, loss: binary_crossentropy, weight: 2, metrics: [accuracy, auc]}]\noptimizer:");
    assertEquals("model.outputs.last.weight: 1 → 2", between(CONFIG, several));
  }

  @Property(tries = 50)
  void theOrderOfKeysAndOfNamedItemsNeverMatters(@ForAll Random random) {
    Map<String, Object> tree = tree(CONFIG);
    assertEquals(List.of(), Differences.between(tree, shuffled(tree, random)));
    assertEquals(List.of(), Differences.between(shuffled(tree, random), tree));
  }

  private static Map<String, Object> shuffled(Map<String, Object> map, Random random) {
    List<String> keys = new ArrayList<>(map.keySet());
    Collections.shuffle(keys, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, value(key, map.get(key), random)));
    return shuffled;
  }

  @SuppressWarnings("unchecked")
  private static Object value(String key, Object value, Random random) {
    if (value instanceof Map) {
      return shuffled((Map<String, Object>) value, random);
    }
    if (value instanceof List<?> list && Stream.of("layers", "metrics").anyMatch(key::equals)) {
      List<Object> items =
          new ArrayList<>(list.stream().map(each -> value("", each, random)).toList());
      Collections.shuffle(items, random);
      return items;
    }
    return value;
  }
}
