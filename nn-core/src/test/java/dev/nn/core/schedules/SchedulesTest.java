package dev.nn.core.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.train.Schedule;
import dev.nn.core.GoldenCases;
import dev.nn.core.Records;
import java.util.Arrays;
import java.util.List;
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
}
