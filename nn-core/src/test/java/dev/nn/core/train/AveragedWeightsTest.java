package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.model.Weights;
import dev.nn.core.optimizers.Lookahead;
import dev.nn.core.optimizers.ScheduleFreeAdamW;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.schedules.Constant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Optimizers that keep other weights than those they train: averages, slow weights, means. */
class AveragedWeightsTest extends SmallTraining {
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
}
