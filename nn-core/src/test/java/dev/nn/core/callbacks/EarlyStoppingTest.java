package dev.nn.core.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void itStopsAfterPatienceEpochsWithoutImprovementAndRestoresTheBest() {
    Run run = new Run();
    run.with(stopping("val_loss", 0, 2, true), 3, 2, 2.5, 2.1, 1);
    assertEquals(4, run.epoch);
    assertEquals("val_loss was best (2.00000) in epoch 2", run.reason);
    assertEquals(2, run.restored);
  }

  @Test
  void aGreaterAccuracyIsBetter() {
    Run run = new Run();
    run.with(stopping("val_accuracy", 0, 1, true), 0.5, 0.7, 0.6, 0.9);
    assertEquals(3, run.epoch);
    assertEquals(2, run.restored);
  }

  @Test
  void whatTheMetricSaysCountsForMoreThanItsName() {
    Run run = new Run();
    run.says = false;
    run.with(stopping("val_lost_accuracy", 0, 1, true), 0.5, 0.7, 0.6);
    assertEquals(2, run.epoch);
    assertEquals(1, run.restored);
  }

  @Test
  void smallImprovementsDoNotCount() {
    Run run = new Run();
    run.with(stopping("loss", 0.5, 1, false), 3, 2.9, 1);
    assertEquals(2, run.epoch);
    assertEquals(0, run.restored);
  }

  @Test
  void theBestIsRestoredAlsoAtTheRegularEnd() {
    Run run = new Run();
    run.with(stopping("loss", 0, 10, true), 3, 1, 2);
    assertEquals(3, run.epoch);
    assertEquals(2, run.restored);
  }

  @Test
  void theSameRecordServesTwoRuns() {
    EarlyStopping spec = stopping("loss", 0, 1, false);
    Run first = new Run();
    first.with(spec, 1, 2);
    Run second = new Run();
    second.with(spec, 5, 4, 3);
    assertEquals(3, second.epoch);
    assertEquals(null, second.reason);
  }

  @Test
  void nothingHappensWhereTheNumberIsNotComputed() {
    Run run = new Run();
    Callback callback = stopping("val_loss", 0, 1, true).start();
    callback.onTrainBegin(run);
    for (run.epoch = 1; run.epoch <= 5; run.epoch++) {
      run.logs = Map.of("loss", (double) run.epoch);
      callback.onEpochEnd(run);
    }
    callback.onTrainEnd(run);
    assertEquals(null, run.reason);
    assertEquals(0, run.restored);
  }

  @Test
  void aNameThatDoesNotTellWhichWayIsBetterIsAnError() {
    Run run = new Run();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> run.with(stopping("val_score", 0, 1, true), 1));
    assertTrue(e.getMessage().contains("set mode: min or max"), e.getMessage());
  }

  private static EarlyStopping stopping(
      String monitor, double minDelta, int patience, boolean restore) {
    return new EarlyStopping(
        monitor, minDelta, patience, MonitorMode.AUTO, Optional.empty(), restore, 0);
  }

  /** A run whose epochs have given values. */
  private static final class Run implements Training {
    private record Epoch(int number) implements Snapshot {}

    private String name;
    private int epoch;
    private int restored;
    private String reason;
    private Map<String, Double> logs = Map.of();
    private Boolean says;

    void with(EarlyStopping spec, double... values) {
      name = spec.monitor();
      Callback callback = spec.start();
      callback.onTrainBegin(this);
      for (double value : values) {
        if (reason != null) {
          break;
        }
        epoch++;
        logs = Map.of(name, value);
        callback.onEpochEnd(this);
      }
      callback.onTrainEnd(this);
    }

    @Override
    public int epoch() {
      return epoch;
    }

    @Override
    public Optional<Boolean> greaterIsBetter(String log) {
      return Optional.ofNullable(says);
    }

    @Override
    public double learningRate() {
      return 0.1;
    }

    @Override
    public void scaleLearningRate(double factor) {
      throw new AssertionError("early stopping leaves the learning rate alone");
    }

    @Override
    public int epochs() {
      return 100;
    }

    @Override
    public long step() {
      return epoch;
    }

    @Override
    public int stepsPerEpoch() {
      return 1;
    }

    @Override
    public int examplesPerEpoch() {
      return 1;
    }

    @Override
    public double loss() {
      return 0;
    }

    @Override
    public Map<String, Double> logs() {
      return logs;
    }

    @Override
    public void stop(String why) {
      reason = why;
    }

    @Override
    public Snapshot snapshot() {
      return new Epoch(epoch);
    }

    @Override
    public void restore(Snapshot snapshot) {
      restored = ((Epoch) snapshot).number();
    }
  }
}
