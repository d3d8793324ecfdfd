package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Constraint;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.PathPattern;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.Training;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.activations.Tanh;
import dev.nn.core.constraints.MaxNorm;
import dev.nn.core.constraints.NonNegative;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Adamax;
import dev.nn.core.optimizers.Lookahead;
import dev.nn.core.optimizers.Muon;
import dev.nn.core.optimizers.ScheduleFreeAdamW;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.schedules.Constant;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is common to all optimizers, on a small network. */
class UpdateRulesTest {
  private static final Dataset DATA =
      Dataset.of(
          Tensor.of(Shape.of(4, 2), 0.0, 0.5, -1, 1, 1, -0.5, 1, 1),
          Tensor.of(Shape.of(4, 1), 1.0, -2, 0.5, -1));

  private Backend backend;

  @BeforeEach
  void openBackend() {
    backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @AfterEach
  void closeBackend() {
    backend.close();
  }

  private static Network network(Dense hidden) {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT64, Shape.of(2)))),
        List.of(
            new Network.Node("hidden", hidden, List.of("input"), true),
            new Network.Node("out", Dense.of(1), List.of("hidden"), true)),
        List.of("out"));
  }

  private static Dense constrained(Constraint kernel, Constraint bias) {
    return new Dense(
        3,
        new Tanh(),
        true,
        new GlorotUniform(),
        new Zeros(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(kernel),
        Optional.ofNullable(bias));
  }

  private Trainer trainer(Optimizer optimizer, Network network) {
    return trainer(optimizer, network, 1);
  }

  private Trainer trainer(Optimizer optimizer, Network network, int epochs) {
    return new Trainer(
        network,
        List.of(new Objective("out", "output", MeanSquaredError.of(), 1, Map.of())),
        optimizer,
        new TrainingOptions(epochs, epochs == 1 ? 4 : 3, true, 5),
        DataType.FLOAT64,
        backend,
        DATA);
  }

  private static double[] weights(Trainer trainer, String name) {
    return trainer.model().weights().values().get(name).toDoubles();
  }

  @Test
  void constraintsHoldAfterEachStepAndOnlyWhereTheyAreAskedFor() {
    Network network = network(constrained(new MaxNorm(0.3, List.of(0)), new NonNegative()));
    try (Trainer trainer = trainer(Sgd.of(0.1), network);
        Trainer free = trainer(Sgd.of(0.1), network(constrained(null, null)))) {
      trainer.trainOnBatch(DATA, 1);
      free.trainOnBatch(DATA, 1);
      double[] kernel = weights(trainer, "hidden/kernel");
      double[] wild = weights(free, "hidden/kernel");
      for (int unit = 0; unit < 3; unit++) {
        double norm = Math.hypot(wild[unit], wild[unit + 3]);
        double factor = Math.min(norm, 0.3) / (norm + 1e-7);
        assertEquals(wild[unit] * factor, kernel[unit], 1e-12);
        assertEquals(wild[unit + 3] * factor, kernel[unit + 3], 1e-12);
      }
      double[] bias = weights(free, "hidden/bias");
      assertTrue(Arrays.stream(bias).anyMatch(b -> b < 0), "so that there is something to do");
      double[] positive = Arrays.stream(bias).map(b -> Math.max(b, 0)).toArray();
      assertEquals(Arrays.toString(positive), Arrays.toString(weights(trainer, "hidden/bias")));
      assertEquals(
          Arrays.toString(weights(free, "out/kernel")),
          Arrays.toString(weights(trainer, "out/kernel")));
    }
  }

  @Test
  void aConstraintThatDoesNotFitItsParameterIsTheLayersFault() {
    Network network = network(constrained(new MaxNorm(1, List.of(2)), null));
    NetworkException fault =
        assertThrows(NetworkException.class, () -> trainer(Sgd.of(0.1), network));
    assertEquals("hidden", fault.layer());
    assertTrue(fault.getMessage().contains("axis 2"), fault.getMessage());
  }

  private static UpdateRules rules(
      Integer accumulation, List<String> excluded, Map<String, Double> multipliers) {
    return new UpdateRules(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(accumulation),
        false,
        0.99,
        Optional.empty(),
        excluded,
        multipliers);
  }

  private static UpdateRules ema(double memory, Integer overwrite) {
    return new UpdateRules(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        memory,
        Optional.ofNullable(overwrite),
        List.of(),
        Map.of());
  }

  private static Adam adam(Double decay, UpdateRules rules) {
    return new Adam(new Constant(0.01), 0.9, 0.999, 1e-7, false, Optional.ofNullable(decay), rules);
  }

  private static Sgd sgd(Schedule rate, Double decay, UpdateRules rules) {
    return new Sgd(rate, 0, false, Optional.ofNullable(decay), rules);
  }

  private static Network plain() {
    return network(constrained(null, null));
  }

  private static Map<String, Tensor> run(Trainer trainer, int steps) {
    for (int step = 1; step <= steps; step++) {
      trainer.trainOnBatch(DATA, step);
    }
    return trainer.model().weights().values();
  }

  private static void assertClose(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    expected.forEach(
        (name, value) ->
            assertArrayEquals(value.toDoubles(), actual.get(name).toDoubles(), 1e-12, name));
  }

  @Test
  void stepsThatAccumulateAreLikeOneStepWithAllTheirExamples() {
    // In a rate that falls, and in Adam's corrections, updates count and not steps.
    Schedule falling = step -> 0.1 / (step + 1);
    for (boolean clipped : new boolean[] {false, true}) {
      UpdateRules three =
          new UpdateRules(
              clipped ? Optional.of(0.05) : Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(2),
              false,
              0.99,
              Optional.empty(),
              List.of(),
              Map.of());
      UpdateRules once =
          new UpdateRules(
              three.clipnorm(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              false,
              0.99,
              Optional.empty(),
              List.of(),
              Map.of());
      Adam whole = new Adam(falling, 0.9, 0.999, 1e-7, false, Optional.of(0.1), once);
      Adam parts = new Adam(falling, 0.9, 0.999, 1e-7, false, Optional.of(0.1), three);
      try (Trainer a = trainer(whole, plain());
          Trainer b = trainer(parts, plain())) {
        Map<String, Tensor> expected = run(a, 3);
        for (int update = 0; update < 3; update++) {
          Map<String, Tensor> before = b.model().weights().values();
          b.trainOnBatch(part(0), 2 * update + 1);
          assertEquals(before, b.model().weights().values(), "nothing moves in between");
          b.trainOnBatch(part(2), 2 * update + 2);
        }
        assertClose(expected, b.model().weights().values());
      }
    }
  }

  private static Dataset part(int from) {
    return Dataset.of(
        DATA.inputs().values().iterator().next().rows(from, 2),
        DATA.targets().values().iterator().next().rows(from, 2));
  }

  @Test
  void excludedPathsDoNotDecayAndTheOthersDo() {
    // One step of gradient descent: θ − η·λ·θ − η·g, so the difference to λ = 0 is η·λ·θ.
    Schedule rate = new Constant(0.1);
    try (Trainer with =
            trainer(sgd(rate, 0.5, rules(null, List.of("*/bias", "out/*"), Map.of())), plain());
        Trainer without = trainer(sgd(rate, null, UpdateRules.NONE), plain())) {
      Map<String, Tensor> start = with.model().weights().values();
      Map<String, Tensor> decayed = run(with, 1);
      Map<String, Tensor> free = run(without, 1);
      for (String path : List.of("hidden/bias", "out/kernel", "out/bias")) {
        assertArrayEquals(free.get(path).toDoubles(), decayed.get(path).toDoubles(), 1e-15, path);
      }
      double[] kernel = start.get("hidden/kernel").toDoubles();
      for (int i = 0; i < kernel.length; i++) {
        double difference = free.get("hidden/kernel").get(i) - decayed.get("hidden/kernel").get(i);
        assertEquals(0.1 * 0.5 * kernel[i], difference, 1e-12);
      }
    }
  }

  @Test
  void multipliersScaleTheRateOfTheFirstPatternThatMatchesAndZeroFreezes() {
    Map<String, Double> multipliers = new LinkedHashMap<>();
    multipliers.put("out/kernel", 0.0);
    multipliers.put("out/*", 3.0);
    Schedule rate = new Constant(0.1);
    try (Trainer scaled = trainer(sgd(rate, null, rules(null, List.of(), multipliers)), plain());
        Trainer even = trainer(sgd(rate, null, UpdateRules.NONE), plain())) {
      Map<String, Tensor> start = scaled.model().weights().values();
      Map<String, Tensor> actual = run(scaled, 1);
      Map<String, Tensor> expected = run(even, 1);
      assertEquals(start.get("out/kernel"), actual.get("out/kernel"));
      double step = start.get("out/bias").get(0) - expected.get("out/bias").get(0);
      assertEquals(3 * step, start.get("out/bias").get(0) - actual.get("out/bias").get(0), 1e-12);
      assertClose(
          Map.of("hidden/kernel", expected.get("hidden/kernel")),
          Map.of("hidden/kernel", actual.get("hidden/kernel")));
    }
  }

  @Test
  void aModelMayBeFrozenAltogether() {
    try (Trainer frozen = trainer(adam(0.1, rules(2, List.of(), Map.of("*", 0.0))), plain())) {
      Map<String, Tensor> start = frozen.model().weights().values();
      assertEquals(start, run(frozen, 4));
    }
  }

  @Test
  void oneParameterAfterTheOtherIsTheSameAsAllAtOnce() {
    // Without weight decay there is nothing to be excluded from, but the way is another.
    UpdateRules apart = rules(null, List.of("*/bias"), Map.of());
    try (Trainer each = trainer(adam(null, apart), plain());
        Trainer all = trainer(adam(null, UpdateRules.NONE), plain())) {
      assertEquals(run(all, 3), run(each, 3));
      assertTrue(each.model().everything().values().containsKey("optimizer/hidden/bias/momentum"));
      assertTrue(all.model().everything().values().containsKey("optimizer/momentum"));
    }
  }

  @Test
  void theModelIsEvaluatedWithTheAverageAndTrainedWithout() {
    double memory = 0.75;
    try (Trainer averaged = trainer(adam(null, ema(memory, null)), plain());
        Trainer plain = trainer(adam(null, UpdateRules.NONE), plain())) {
      assertEquals(plain.model().weights(), averaged.model().weights(), "before the first step");
      double[] mean = null;
      for (int step = 1; step <= 4; step++) {
        averaged.trainOnBatch(DATA, step);
        plain.trainOnBatch(DATA, step);
        double[] theta = weights(plain, "hidden/kernel");
        double[] before = mean;
        mean = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
          mean[i] = before == null ? theta[i] : memory * before[i] + (1 - memory) * theta[i];
        }
        assertArrayEquals(mean, weights(averaged, "hidden/kernel"), 1e-12, "after " + step);
        // Evaluating between the steps must leave no trace.
        averaged.evaluate(DATA);
      }
      Tensor theta = plain.model().everything().values().get("hidden/kernel");
      assertEquals(theta, averaged.model().everything().values().get("hidden/kernel"));
      // A plain model with the average as its weights says the same.
      plain.model().restore(averaged.model().weights());
      assertEquals(plain.evaluate(DATA).logs(), averaged.evaluate(DATA).logs());
      Map<String, Tensor> input = Map.of("input", DATA.inputs().get("input"));
      assertEquals(plain.model().predict(input, 4), averaged.model().predict(input, 4));
    }
  }

  @Test
  void theAverageReplacesTheWeightsEverySoOften() {
    try (Trainer trainer = trainer(adam(null, ema(0.5, 2)), plain())) {
      run(trainer, 1);
      trainer.trainOnBatch(DATA, 2);
      Map<String, Tensor> all = trainer.model().everything().values();
      assertEquals(
          trainer.model().weights().values().get("hidden/kernel"), all.get("hidden/kernel"));
      trainer.trainOnBatch(DATA, 3);
      assertNotEquals(
          trainer.model().weights().values().get("hidden/kernel"),
          trainer.model().everything().values().get("hidden/kernel"));
    }
  }

  @Test
  void restoredWeightsAreTheAveragesToo() {
    try (Trainer trainer = trainer(adam(null, ema(0.9, null)), plain())) {
      run(trainer, 2);
      Weights kept = trainer.model().weights();
      run(trainer, 3);
      trainer.model().restore(kept);
      assertEquals(kept, trainer.model().weights());
    }
  }

  @Test
  void slowWeightsFollowHalfWayEveryFewSteps() {
    try (Trainer ahead = trainer(Lookahead.of(Sgd.of(0.1), 2), plain());
        Trainer alone = trainer(Sgd.of(0.1), plain())) {
      Weights start = alone.model().weights();
      for (int round = 0; round < 2; round++) {
        ahead.trainOnBatch(DATA, 2 * round + 1);
        assertEquals(start, ahead.model().weights(), "slow weights wait");
        ahead.trainOnBatch(DATA, 2 * round + 2);
        Map<String, Tensor> fast = run(alone, 2);
        Map<String, Tensor> met = new LinkedHashMap<>();
        start
            .values()
            .forEach(
                (name, slow) -> {
                  double[] values = slow.toDoubles();
                  for (int i = 0; i < values.length; i++) {
                    values[i] += 0.5 * (fast.get(name).get(i) - values[i]);
                  }
                  met.put(name, Tensor.of(slow.type(), values));
                });
        assertClose(met, ahead.model().weights().values());
        // The fast weights go on from there.
        assertEquals(
            ahead.model().weights().values().get("out/kernel"),
            ahead.model().everything().values().get("out/kernel"));
        start = ahead.model().weights();
        alone.model().restore(start);
      }
    }
  }

  @Test
  void scheduleFreeKeepsTheMeanOfItsPositions() {
    ScheduleFreeAdamW optimizer =
        new ScheduleFreeAdamW(
            new Constant(0.05), 0.8, 0.9, 1e-8, 2, Optional.of(0.3), UpdateRules.NONE);
    String path = "hidden/kernel";
    try (Trainer trainer = trainer(optimizer, plain());
        Trainer gradients = trainer(Sgd.of(1), plain())) {
      double[] z = weights(trainer, path);
      double[] x = z.clone();
      double[] v = new double[z.length];
      for (int t = 1; t <= 4; t++) {
        Weights before = trainer.model().everything();
        Map<String, Tensor> theta = new LinkedHashMap<>(before.values());
        theta.keySet().removeIf(name -> name.startsWith("optimizer/"));
        gradients.model().restore(new Weights(theta));
        gradients.trainOnBatch(DATA, 1);
        double[] after = weights(gradients, path);
        trainer.trainOnBatch(DATA, t);
        double eta = 0.05 * Math.min(1, t / 2.0);
        for (int i = 0; i < z.length; i++) {
          double y = theta.get(path).get(i);
          double g = y - after[i];
          v[i] = 0.9 * v[i] + 0.1 * g * g;
          z[i] -= eta * g / (Math.sqrt(v[i] / (1 - Math.pow(0.9, t))) + 1e-8) + eta * 0.3 * y;
          x[i] += (z[i] - x[i]) / t;
          double next = trainer.model().everything().values().get(path).get(i);
          assertEquals(0.2 * z[i] + 0.8 * x[i], next, 1e-9);
        }
        assertArrayEquals(x, weights(trainer, path), 1e-9);
      }
    }
  }

  @Test
  void aResumedRunEndsBitForBitLikeOneThatWasNotInterruptedWhateverTheRules() {
    List<Optimizer> optimizers =
        List.of(
            adam(0.1, ema(0.9, 3)),
            adam(0.1, rules(2, List.of("*/bias"), Map.of("out/*", 0.5))),
            Lookahead.of(adam(null, ema(0.9, null)), 2),
            ScheduleFreeAdamW.of(0.01),
            Muon.of(0.01),
            new Lookahead(Adamax.of(0.01), 3, 0.5));
    for (Optimizer optimizer : optimizers) {
      Weights whole;
      try (Trainer trainer = trainer(optimizer, plain(), 4)) {
        trainer.fit(DATA, Optional.of(DATA), List.of());
        whole = trainer.model().everything();
      }
      Weights half;
      // Without validation: it must make no difference.
      try (Trainer trainer = trainer(optimizer, plain(), 2)) {
        trainer.fit(DATA, Optional.empty(), List.of());
        half = trainer.model().everything();
      }
      try (Trainer trainer = trainer(optimizer, plain(), 4)) {
        TrainingState after = new TrainingState(2, 1, Optional.empty(), half, List.of());
        trainer.fit(DATA, Optional.empty(), List.of(), Optional.of(after), state -> {});
        assertEquals(whole, trainer.model().everything(), optimizer.toString());
      }
    }
  }

  @Test
  void aCallbackCanLowerTheLearningRate() {
    Callback halving =
        new Callback() {
          @Override
          public void onEpochEnd(Training training) {
            training.scaleLearningRate(0.5);
          }
        };
    Schedule falling = step -> 0.1 / (step / 2 + 1); // Two steps in an epoch.
    Schedule both = step -> falling.at(step) * Math.pow(0.5, step / 2);
    try (Trainer scaled = trainer(sgd(falling, 0.5, UpdateRules.NONE), plain(), 3);
        Trainer stated = trainer(sgd(both, 0.5, UpdateRules.NONE), plain(), 3)) {
      TrainingResult result = scaled.fit(DATA, Optional.empty(), List.of(halving));
      stated.fit(DATA, Optional.empty(), List.of());
      assertClose(stated.model().weights().values(), scaled.model().weights().values());
      List<Double> rates = result.history().stream().map(log -> log.get("learning_rate")).toList();
      assertEquals(List.of(both.at(1), both.at(3), both.at(5)), rates);
    }
  }

  @Test
  void aPatternThatMatchesNothingIsRefused() {
    Adam adam = adam(0.1, rules(null, List.of("*/biass"), Map.of()));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> trainer(adam, plain()));
    assertTrue(e.getMessage().contains("'*/biass' matches no parameter"), e.getMessage());
  }

  @Test
  void pathPatternsKnowStarsAndQuestionMarks() {
    assertTrue(new PathPattern("*/bias").matches("encoder/dense_1/bias"));
    assertTrue(new PathPattern("hidden/kernel").matches("hidden/kernel"));
    assertTrue(new PathPattern("*dense*k*l").matches("encoder/dense_1/kernel"));
    assertTrue(new PathPattern("dense_?/*").matches("dense_1/bias"));
    assertTrue(new PathPattern("*").matches("a/b"));
    assertFalse(new PathPattern("*/bias").matches("hidden/bias_2"));
    assertFalse(new PathPattern("hidden").matches("hidden/kernel"));
    assertFalse(new PathPattern("dense_?/*").matches("dense_12/bias"));
    assertFalse(new PathPattern("").matches("a"));
  }
}
