package dev.nn.core.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.train.Schedule;
import dev.nn.core.GoldenCases;
import dev.nn.core.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SchedulesTest {
  @TestFactory
  Stream<DynamicTest> schedulesFollowTheGoldenValues() {
    Records records = new Records();
    return GoldenCases.tests(
        "schedules",
        each -> true,
        each -> {
          Schedule schedule = records.make(Schedule.class, each.get("schedule"));
          double[] rates =
              Arrays.stream(GoldenCases.numbers(each.get("steps")))
                  .map(step -> schedule.at((long) step))
                  .toArray();
          assertEquals(
              Optional.empty(),
              GoldenCases.difference(GoldenCases.numbers(each.get("values")), rates));
        });
  }

  @Test
  void aConstantScheduleStaysWhatItIs() {
    assertEquals(0.1, new Constant(0.1).at(0));
    assertEquals(0.1, new Constant(0.1).at(1_000_000_000_000L));
  }

  @Test
  void aBoundaryBelongsToThePieceBeforeIt() {
    Schedule schedule = new PiecewiseConstantDecay(List.of(10L), List.of(1.0, 0.5));
    assertEquals(1.0, schedule.at(10));
    assertEquals(0.5, schedule.at(11));
  }

  @Test
  void piecesAndBoundariesMustMatch() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PiecewiseConstantDecay(List.of(10L, 20L), List.of(1.0, 0.5)));
    assertEquals("2 boundaries need 3 values, not 2", e.getMessage());
  }

  @Test
  void boundariesMustAscend() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PiecewiseConstantDecay(List.of(20L, 20L), List.of(1.0, 0.5, 0.1)));
  }

  @Test
  void theWarmUpMeetsTheDecayAtItsTarget() {
    Schedule schedule = new CosineDecay(0, 100, 0, Optional.of(0.5), 10);
    assertEquals(0.0, schedule.at(0));
    assertEquals(0.25, schedule.at(5), 1e-15);
    assertEquals(0.5, schedule.at(10), 1e-15);
    assertEquals(0.0, schedule.at(110), 1e-15);
    assertEquals(0.0, schedule.at(100_000), 1e-15);
  }

  private static void assertRates(Schedule schedule, double... rates) {
    for (int step = 0; step < rates.length; step++) {
      assertEquals(rates[step], schedule.at(step), 1e-12, "at " + step);
    }
  }

  @Test
  void stepDecayIsTheStaircaseOfExponentialDecay() {
    assertRates(new StepDecay(0.8, 2, 0.5), 0.8, 0.8, 0.4, 0.4, 0.2);
    Schedule staircase = new ExponentialDecay(0.8, 7, 0.3, true);
    for (long step = 0; step < 50; step++) {
      assertEquals(staircase.at(step), new StepDecay(0.8, 7, 0.3).at(step), 1e-15);
    }
  }

  @Test
  void sigmoidDecayIsHalfWayAtItsStep() {
    Schedule schedule = new SigmoidDecay(0.2, 0.5, 10);
    assertEquals(0.1, schedule.at(10), 1e-15);
    assertEquals(0.2 / (1 + Math.E), schedule.at(12), 1e-15);
    assertEquals(0.2, schedule.at(9) + schedule.at(11), 1e-15);
  }

  @Test
  void aWarmupRisesToTheFirstRateAndThenStepsAside() {
    Schedule inner = new StepDecay(0.8, 2, 0.5);
    assertRates(new Warmup(inner, 4, 0), 0, 0.2, 0.4, 0.6, 0.8, 0.8, 0.4);
    assertRates(new Warmup(new Constant(0.3), 2, 0.1), 0.1, 0.2, 0.3, 0.3);
  }

  @Test
  void oneCycleGoesUpAndDownInStraightLines() {
    Schedule schedule = new OneCycle(1, 11, 5.0 / 11, OneCycle.Shape.LINEAR, 5, 2);
    // Peak at step 5 − 1, from 0.2; then down to 0.1 at step 10.
    assertRates(schedule, 0.2, 0.4, 0.6, 0.8, 1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.1, 0.1);
  }

  @Test
  void oneCycleGoesAlongCosinesByDefault() {
    Schedule schedule = new OneCycle(1, 10, 0.3, OneCycle.Shape.COS, 25, 1e4);
    assertRates(schedule, 0.04, 0.52, 1);
    double end = 0.04 / 1e4;
    assertEquals(end + (1 - end) * (1 + Math.cos(Math.PI * 3 / 7)) / 2, schedule.at(5), 1e-12);
    assertEquals(end, schedule.at(9), 1e-15);
  }

  @Test
  void cyclesAreTrianglesWithATail() {
    assertRates(new Cyclical(0.1, 0.3, 4, 0, 0.1), 0.1, 0.2, 0.3, 0.2, 0.1, 0.2, 0.3, 0.2, 0.1);
    assertRates(new Cyclical(0.1, 0.3, 6, 2, 0.5), 0.1, 0.2, 0.3, 0.2, 0.1, 0.05, 0.1, 0.2);
    assertThrows(IllegalArgumentException.class, () -> new Cyclical(0.1, 0.3, 4, 3, 0.5));
  }

  @Test
  void aMapHoldsEachValueFromItsStepOn() {
    assertRates(new MapSchedule(Map.of("3", 0.5, "0", 1.0, "1", 0.7)), 1, 0.7, 0.7, 0.5, 0.5);
    assertThrows(IllegalArgumentException.class, () -> new MapSchedule(Map.of("1", 0.5)));
    assertThrows(
        IllegalArgumentException.class, () -> new MapSchedule(Map.of("0", 0.5, "late", 0.1)));
  }

  @Test
  void inverseTimeDecayHasAPower() {
    assertRates(new InverseTimeDecay(1, 1, 1, false, 2), 1, 1 / 4.0, 1 / 9.0);
  }
}
