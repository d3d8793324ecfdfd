package dev.nn.core.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReduceLrOnPlateauTest {
  private double rate = 1;
  private Map<String, Double> logs = Map.of();

  /** A run that knows its logs and its rate. */
  private final Training run =
      (Training)
          Proxy.newProxyInstance(
              Training.class.getClassLoader(),
              new Class<?>[] {Training.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "learningRate" -> rate;
                    case "scaleLearningRate" -> {
                      rate *= (double) arguments[0];
                      yield null;
                    }
                    case "logs" -> logs;
                    case "greaterIsBetter" -> Optional.empty();
                    default -> throw new AssertionError(method);
                  });

  /** The rate after each epoch with such values of what is monitored. */
  private void assertRates(ReduceLrOnPlateau spec, double[] values, double... rates) {
    rate = 1;
    Callback callback = spec.start();
    callback.onTrainBegin(run);
    for (int i = 0; i < values.length; i++) {
      logs = Map.of(spec.monitor(), values[i]);
      callback.onEpochEnd(run);
      assertEquals(rates[i], rate, 1e-12, "after epoch " + (i + 1));
    }
  }

  private static ReduceLrOnPlateau plateau(
      String monitor, int patience, double minDelta, int cooldown, double minLr) {
    return new ReduceLrOnPlateau(
        monitor, 0.5, patience, MonitorMode.AUTO, minDelta, cooldown, minLr);
  }

  @Test
  void theRateFallsAfterPatienceEpochsWithoutImprovement() {
    assertRates(
        plateau("loss", 2, 0, 0, 0),
        new double[] {3, 2, 2.5, 2, 2, 1, 1, 1},
        1,
        1,
        1,
        0.5,
        0.5,
        0.5,
        0.5,
        0.25);
  }

  @Test
  void aGreaterAccuracyIsAnImprovementAndASmallOneIsNot() {
    assertRates(
        plateau("val_accuracy", 1, 0.1, 0, 0), new double[] {0.5, 0.7, 0.75, 0.9}, 1, 1, 0.5, 0.5);
  }

  @Test
  void nothingCountsWhileItCoolsDown() {
    assertRates(
        plateau("loss", 1, 0, 2, 0),
        new double[] {1, 1, 1, 1, 1, 1},
        1,
        0.5,
        0.5,
        0.25,
        0.25,
        0.125);
  }

  @Test
  void theRateDoesNotFallBelowItsLeast() {
    assertRates(plateau("loss", 1, 0, 0, 0.3), new double[] {1, 1, 1, 1}, 1, 0.5, 0.3, 0.3);
  }

  @Test
  void nothingHappensWhereTheNumberIsNotComputed() {
    rate = 1;
    Callback callback = plateau("val_loss", 1, 0, 0, 0).start();
    callback.onTrainBegin(run);
    for (int epoch = 1; epoch <= 5; epoch++) {
      logs = Map.of("loss", 1.0);
      callback.onEpochEnd(run);
    }
    assertEquals(1, rate);
  }
}
