package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.AdaptedLayer.Adaptation;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.layers.Discretization.OutputMode;
import dev.nn.core.network.NetworkException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscretizationTest {
  /** The example of Keras's documentation. */
  private static final Tensor X =
      Tensor.of(Shape.of(2, 4), -1.5, 1.0, 3.4, 0.5, 0.0, 3.0, 1.3, 0.0);

  private static Discretization at(OutputMode mode, Double... boundaries) {
    return new Discretization(Optional.of(List.of(boundaries)), Optional.empty(), mode);
  }

  private static Discretization bins(int count) {
    return new Discretization(Optional.empty(), Optional.of(count), OutputMode.INT);
  }

  private static Tensor output(Discretization layer, Tensor x) {
    return Formulas.layer(layer, false, Map.of(), x).get("output");
  }

  private static double[] adapted(int count, Tensor... batches) {
    Adaptation adaptation = bins(count).adaptation().orElseThrow();
    for (Tensor batch : batches) {
      adaptation.see(batch);
    }
    return adaptation.states().get("bin_boundaries").toDoubles();
  }

  @Test
  void aBinBeginsAtItsBoundary() {
    Tensor y = output(at(OutputMode.INT, 0.0, 1.0, 2.0), X);
    assertEquals(Tensor.of(Shape.of(2, 4), 0, 2, 3, 1, 1, 3, 2, 1), y);
  }

  @Test
  void numbersBeyondAllBoundariesAndNanHaveBins() {
    double inf = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(Shape.of(4), -inf, inf, Double.NaN, 1.0);
    assertEquals(Tensor.of(Shape.of(4), 0, 1, 0, 1), output(at(OutputMode.INT, 1.0), x));
    Tensor whole = Tensor.of(Shape.of(2, 1), 3, 5);
    assertEquals(Tensor.of(Shape.of(2, 1), 0, 1), output(at(OutputMode.INT, 4.0), whole));
  }

  @Test
  void boundariesAreQuantilesOfTheTrainingData() {
    // Sorted: −1.5, 0, 0, 0.5, 1, 1.3, 3, 3.4; the 2nd, 4th and 6th of 8 are the quarters.
    assertArrayEquals(new double[] {0, 0.5, 1.3}, adapted(4, X), 1e-15);
    Tensor y =
        Formulas.layer(
                bins(4), false, Map.of("bin_boundaries", Tensor.of(Shape.of(3), 0, 0.5, 1.3)), X)
            .get("output");
    assertEquals(Tensor.of(Shape.of(2, 4), 0, 2, 3, 2, 1, 3, 3, 1), y);
  }

  @Test
  void batchesDoNotMatterAndQuantilesLieBetweenNumbers() {
    assertArrayEquals(new double[] {0, 0.5, 1.3}, adapted(4, X.rows(0, 1), X.rows(1, 1)), 1e-15);
    // Of 10, 20, 30, the half is the 1.5th.
    assertArrayEquals(
        new double[] {15}, adapted(2, Tensor.of(Shape.of(4), 30.0, Double.NaN, 10, 20)), 1e-15);
    // The quarter of one number would be before the first.
    assertArrayEquals(new double[] {7, 7, 7}, adapted(4, Tensor.of(Shape.of(1), 7.0)), 1e-15);
  }

  @Test
  void binsCanBeRowsOfZerosAndOnesOrCounts() {
    Tensor x = Tensor.of(Shape.of(2, 3), 0.0, 2, 2, 5, 5, 5);
    Tensor rows = output(at(OutputMode.ONE_HOT, 1.0, 4.0), x);
    assertEquals(Shape.of(2, 3, 3), rows.shape());
    assertArrayEquals(
        new double[] {1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1}, rows.toDoubles());
    assertEquals(
        Tensor.of(Shape.of(2, 3), 1.0, 1, 0, 0, 0, 1),
        output(at(OutputMode.MULTI_HOT, 1.0, 4.0), x));
    assertEquals(
        Tensor.of(Shape.of(2, 3), 1.0, 2, 0, 0, 0, 3), output(at(OutputMode.COUNT, 1.0, 4.0), x));
  }

  @Test
  void aLastAxisOfOneBecomesTheBins() {
    Tensor x = Tensor.of(Shape.of(2, 1), 0.0, 2);
    assertEquals(Tensor.of(Shape.of(2, 2), 1.0, 0, 0, 1), output(at(OutputMode.ONE_HOT, 1.0), x));
    assertEquals(DataType.INT32, output(at(OutputMode.INT, 1.0), x).dtype());
  }

  @Test
  void keysThatContradictEachOtherAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Discretization(Optional.empty(), Optional.empty(), OutputMode.INT));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Discretization(Optional.of(List.of(1.0)), Optional.of(2), OutputMode.INT));
    String reason =
        assertThrows(IllegalArgumentException.class, () -> at(OutputMode.INT, 1.0, 3.0, 3.0))
            .getMessage();
    assertEquals("bin_boundaries has to ascend, and 3.0 comes after 3.0", reason);
    assertThrows(IllegalArgumentException.class, () -> at(OutputMode.INT));
    assertTrue(
        assertThrows(
                NetworkException.class,
                () -> output(at(OutputMode.COUNT, 1.0), Tensor.of(Shape.of(1), 1.0)))
            .reason()
            .startsWith("discretization needs numbers [batch, ..., n]"));
  }
}
