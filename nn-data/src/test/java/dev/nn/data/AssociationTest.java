package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Measures of association, against values worked out by hand. */
class AssociationTest {
  @Test
  void lambdaIsTheShareOfErrorsThatKnowingTheGroupTakesAway() {
    // Blindly 0 is right 4 times of 6; by group 1 + 2 of the rest are right too.
    int[] target = {0, 0, 0, 0, 1, 1};
    assertEquals(1, Association.lambda(new int[] {0, 0, 1, 1, 2, 2}, target));
    assertEquals(0.5, Association.lambda(new int[] {0, 0, 0, 0, 0, 1}, target));
    assertEquals(0, Association.lambda(new int[] {0, 0, 0, 0, 0, 0}, target));
    assertEquals(0, Association.lambda(new int[] {0, 1, 2}, new int[] {0, 0, 0}));
  }

  @Test
  void oneColumnDeterminesAnotherIfEqualValuesGoWithEqualValues() {
    int[] fine = {0, 1, 2, 0};
    int[] coarse = {0, 0, 1, 0};
    assertTrue(Association.determines(fine, coarse));
    assertFalse(Association.determines(coarse, fine));
  }

  @Test
  void theCorrelationRatioIsTheShareOfVarianceBetweenGroups() {
    double[] values = {1, 3, 5, 7};
    // Mean 4; squares in all 20; group means 2 and 6, so 4 · 4 = 16 between them.
    assertEquals(0.8, Association.correlationRatio(new int[] {0, 0, 1, 1}, values), 1e-12);
    assertEquals(1, Association.correlationRatio(new int[] {0, 1, 2, 3}, values), 1e-12);
    assertEquals(0, Association.correlationRatio(new int[] {0, 1}, new double[] {5, 5}));
  }

  @Test
  void rankCorrelationIsOneWhereOneOnlyRisesWithTheOther() {
    double[] x = {1, 2, 3, 4, Double.NaN};
    assertEquals(1, Association.rankCorrelation(x, new double[] {1, 8, 27, 64, 0}), 1e-12);
    assertEquals(1, Association.rankCorrelation(x, new double[] {9, 4, 1, 0, 50}), 1e-12);
    // Ranks 0 1 2 3 and 1 0 3 2: Σd² = 4, ρ = 1 − 6·4/(4·15).
    assertEquals(0.6, Association.rankCorrelation(x, new double[] {2, 1, 4, 3, 9}), 1e-12);
    assertEquals(0, Association.rankCorrelation(x, new double[] {2, 2, 2, 2, 9}));
  }

  @Test
  void equalValuesShareTheirRank() {
    // Ranks 0, 1.5, 1.5, 3 of both.
    assertEquals(
        1,
        Association.rankCorrelation(new double[] {1, 2, 2, 9}, new double[] {3, 5, 5, 6}),
        1e-12);
  }

  @Test
  void classesInIntervalsOfTheirOwnAreSeparated() {
    double[] values = {1, 5, 2, 9, 8};
    assertTrue(Association.separates(values, new int[] {0, 1, 0, 2, 2}));
    assertFalse(Association.separates(values, new int[] {0, 1, 2, 2, 0}));
    assertFalse(Association.separates(new double[] {1, Double.NaN}, new int[] {0, 1}));
  }
}
