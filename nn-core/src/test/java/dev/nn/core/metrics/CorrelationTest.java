package dev.nn.core.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.R2Score.Aggregation;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final Metric PEARSON =
      new PearsonCorrelation(Optional.of(Aggregation.UNIFORM_AVERAGE));
  private static final Metric CONCORDANCE =
      new ConcordanceCorrelation(Optional.of(Aggregation.UNIFORM_AVERAGE));

  private static Tensor column(double... values) {
    return Tensor.of(Shape.of(values.length, 1), values);
  }

  private static double[] result(Metric metric, Tensor predictions, Tensor targets) {
    Metric.Accumulator accumulator = metric.start();
    accumulator.update(predictions, targets, Optional.empty());
    return accumulator.result().toDoubles();
  }

  private static double one(Metric metric, Tensor predictions, Tensor targets) {
    return result(metric, predictions, targets)[0];
  }

  @Test
  void bothAreThoseOfTheirDefinitions() {
    Tensor a = column(2.5, 0, 2, 8);
    Tensor t = column(3, -0.5, 2, 7);
    // Means 3.125 and 2.875; spreads 35.1875 and 29.1875, common 31.5625.
    assertEquals(31.5625 / Math.sqrt(35.1875 * 29.1875), one(PEARSON, a, t), 1e-14);
    assertEquals(
        2 * 31.5625 / 4 / (35.1875 / 4 + 29.1875 / 4 + 0.0625), one(CONCORDANCE, a, t), 1e-14);
  }

  @Test
  void aStraightLineIsPerfectForPearsonAndOnlyEqualityForConcordance() {
    Tensor t = column(1, 2, 4);
    assertEquals(1, one(PEARSON, column(5, 7, 11), t), 1e-14);
    assertEquals(-1, one(PEARSON, column(-1, -2, -4), t), 1e-14);
    assertEquals(1, one(CONCORDANCE, t, t), 1e-14);
    // One more everywhere: variances 14/9 each, 2·14/9 against 28/9 + 1.
    assertEquals(28.0 / 37, one(CONCORDANCE, column(2, 3, 5), t), 1e-14);
  }

  @Test
  void whatDoesNotVaryIsNotCorrelated() {
    assertEquals(0, one(PEARSON, column(3, 3), column(1, 2)));
    assertEquals(0, one(PEARSON, column(1, 2), column(3, 3)));
    assertEquals(0, one(CONCORDANCE, column(3, 3), column(3, 3)));
    assertEquals(0, one(CONCORDANCE, column(5), column(3)));
  }

  @Test
  void batchesDoNotMatter() {
    SplittableRandom random = new SplittableRandom(5);
    double[] a = random.doubles(60, -1, 2).toArray();
    double[] t = random.doubles(60, 3, 4).toArray();
    for (Metric metric : new Metric[] {PEARSON, CONCORDANCE}) {
      Metric.Accumulator parts = metric.start();
      Tensor predictions = Tensor.of(Shape.of(30, 2), a);
      Tensor targets = Tensor.of(Shape.of(30, 2), t);
      parts.update(predictions.rows(0, 1), targets.rows(0, 1), Optional.empty());
      parts.update(predictions.rows(1, 22), targets.rows(1, 22), Optional.empty());
      parts.update(predictions.rows(23, 7), targets.rows(23, 7), Optional.empty());
      assertArrayEquals(result(metric, predictions, targets), parts.result().toDoubles(), 1e-14);
    }
  }

  @Test
  void weightsCountAsRepetitions() {
    for (Metric metric : new Metric[] {PEARSON, CONCORDANCE}) {
      Metric.Accumulator weighted = metric.start();
      weighted.update(
          column(1, 2, 4, 9),
          column(3, 1, 5, 9),
          Optional.of(Tensor.of(Shape.of(4), 2.0, 1, 3, 0)));
      assertEquals(
          one(metric, column(1, 1, 2, 4, 4, 4), column(3, 3, 1, 5, 5, 5)),
          weighted.result().item(),
          1e-14);
    }
  }

  @Test
  void outputsAreAveragedOrTold() {
    Tensor a = Tensor.of(Shape.of(3, 2), 1.0, 4, 2, 2, 4, 1);
    Tensor t = Tensor.of(Shape.of(3, 2), 1.0, 1, 2, 2, 4, 4);
    // Common spread of 4, 2, 1 and 1, 2, 4: −13/3, their own spreads 14/3.
    double second = -13.0 / 14;
    assertArrayEquals(
        new double[] {1, second}, result(new PearsonCorrelation(Optional.empty()), a, t), 1e-14);
    assertEquals((1 + second) / 2, one(PEARSON, a, t), 1e-14);
    assertEquals(
        (1 + second) / 2,
        one(new PearsonCorrelation(Optional.of(Aggregation.VARIANCE_WEIGHTED_AVERAGE)), a, t),
        1e-14);
  }

  @Test
  void digitsAreKeptFarFromZero() {
    Tensor a = column(1e9 + 2.5, 1e9, 1e9 + 2, 1e9 + 8);
    Tensor t = column(1e9 + 3, 1e9 - 0.5, 1e9 + 2, 1e9 + 7);
    assertEquals(31.5625 / Math.sqrt(35.1875 * 29.1875), one(PEARSON, a, t), 1e-6);
  }

  @Test
  void nothingSeenIsNoNumberAndOtherWidthsAreRefused() {
    assertTrue(Double.isNaN(PEARSON.start().result().item()));
    Metric.Accumulator accumulator = CONCORDANCE.start();
    accumulator.update(column(1, 2), column(1, 2), Optional.empty());
    Tensor wide = Tensor.of(Shape.of(1, 2), 1.0, 2);
    assertThrows(ShapeException.class, () -> accumulator.update(wide, wide, Optional.empty()));
  }
}
