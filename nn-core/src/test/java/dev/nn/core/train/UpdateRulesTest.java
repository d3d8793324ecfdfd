package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.Training;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.model.Weights;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Adamax;
import dev.nn.core.optimizers.Lookahead;
import dev.nn.core.optimizers.Muon;
import dev.nn.core.optimizers.ScheduleFreeAdamW;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.schedules.Constant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is common to all optimizers: accumulation, decay, rates of single layers, resuming. */
class UpdateRulesTest extends SmallTraining {
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

  private static Sgd sgd(Schedule rate, Double decay, UpdateRules rules) {
    return new Sgd(rate, 0, false, Optional.ofNullable(decay), rules);
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
}
