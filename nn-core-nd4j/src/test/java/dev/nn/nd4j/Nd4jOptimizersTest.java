package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.StandardPlugin;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import dev.nn.reference.ReferenceBackendProvider;
import dev.nn.testkit.Tolerances;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What happens around an optimizer's rule, here and on the reference backend: averages, copies,
 * accumulated gradients, parameters one by one. The rules themselves are in the golden cases.
 */
class Nd4jOptimizersTest {
  private static final List<String> CONFIGS =
      List.of(
          "{type: adam, use_ema: true, ema_momentum: 0.8, ema_overwrite_frequency: 4}",
          "{type: adam, gradient_accumulation_steps: 3, weight_decay: 0.1,"
              + " exclude_from_weight_decay: ['*/bias']}",
          "{type: rmsprop, learning_rate_multipliers: {'hidden/*': 0.1, 'out/bias': 0}}",
          "{type: lookahead, optimizer: {type: adamax, clipnorm: 0.5}, sync_period: 3}",
          "{type: lookahead, optimizer: {type: lamb, use_ema: true}, sync_period: 2}",
          "muon",
          "{type: ftrl, learning_rate: 0.05}",
          "{type: schedule_free_adamw, weight_decay: 0.1, warmup_steps: 3}");

  private static final Dataset DATA = data();

  private static Dataset data() {
    Random random = new Random(3);
    double[] x = random.doubles(30 * 4, -1, 1).toArray();
    double[] y = random.doubles(30, -1, 1).toArray();
    return Dataset.of(Tensor.of(Shape.of(30, 4), x), Tensor.of(Shape.of(30, 1), y));
  }

  @TestFactory
  Stream<DynamicTest> trainingIsThatOfTheReferenceBackend() {
    return CONFIGS.stream()
        .flatMap(
            config ->
                Stream.of(DataType.FLOAT64, DataType.FLOAT32)
                    .map(
                        type ->
                            DynamicTest.dynamicTest(
                                type + " " + config, () -> compare(config, type))));
  }

  private static void compare(String config, DataType dtype) {
    Map<String, Tensor> expected = train(config, DataType.FLOAT64, new ReferenceBackendProvider());
    Map<String, Tensor> actual = train(config, dtype, new Nd4jBackendProvider());
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, value) ->
            Tolerances.of(dtype).check(name, value, actual.get(name).cast(DataType.FLOAT64)));
  }

  /** The weights to keep after three epochs of which each is evaluated, and a loss with them. */
  private static Map<String, Tensor> train(
      String config, DataType dtype, BackendProvider provider) {
    Optimizer optimizer =
        new Binder(Catalogue.of(new StandardPlugin())).make(Optimizer.class, config);
    Network network =
        new Network(
            List.of(new Network.Input("input", new TensorType(dtype, Shape.of(4)))),
            List.of(
                new Network.Node("hidden", Dense.of(6, new Tanh()), List.of("input"), true),
                new Network.Node("out", Dense.of(1), List.of("hidden"), true)),
            List.of("out"));
    Objective objective = new Objective("out", "output", MeanSquaredError.of(), 1, Map.of());
    try (Backend backend = provider.open(BackendProvider.Options.DEFAULT);
        Trainer trainer =
            new Trainer(
                network,
                List.of(objective),
                optimizer,
                new TrainingOptions(3, 8, true, 11),
                dtype,
                backend,
                DATA)) {
      trainer.fit(DATA, Optional.of(DATA), List.of());
      Weights weights = trainer.model().weights();
      Map<String, Tensor> results = new java.util.TreeMap<>(weights.values());
      results.put(
          "loss", Tensor.scalar(DataType.FLOAT64, trainer.evaluate(DATA).logs().get("loss")));
      return results;
    }
  }
}
