package dev.nn.core.constraints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.layer.Constraint;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  /** Norms 5 and 0.5 over axis 0. */
  private static final Tensor KERNEL = Tensor.of(Shape.of(2, 2), 3.0, 0.3, -4, 0.4);

  private static double[] of(Constraint constraint, Tensor theta) {
    return Formulas.of(theta, constraint::apply).value().toDoubles();
  }

  @Test
  void maxNormShrinksTheColumnsThatAreTooLong() {
    assertArrayEquals(
        new double[] {1.2, 0.3, -1.6, 0.4}, of(new MaxNorm(2, List.of(0)), KERNEL), 1e-6);
  }

  @Test
  void unitNormGivesEachColumnTheLengthOne() {
    assertArrayEquals(
        new double[] {0.6, 0.6, -0.8, 0.8}, of(new UnitNorm(List.of(0)), KERNEL), 1e-6);
  }

  @Test
  void minMaxNormGoesTheStatedShareOfTheWay() {
    double[] all = {1.8, 0.6, -2.4, 0.8};
    assertArrayEquals(all, of(new MinMaxNorm(1, 3, 1, List.of(0)), KERNEL), 1e-6);
    double[] half = {2.4, 0.45, -3.2, 0.6};
    assertArrayEquals(half, of(new MinMaxNorm(1, 3, 0.5, List.of(0)), KERNEL), 1e-6);
  }

  @Test
  void nonNegativeCutsOffBelowZero() {
    assertArrayEquals(new double[] {3, 0.3, 0, 0.4}, of(new NonNegative(), KERNEL));
  }

  @Test
  void aNormOverSeveralAxesIsOneForEachFilter() {
    Tensor filters = Tensor.of(Shape.of(2, 1, 1, 2), 3.0, 4, 0.3, 0.4);
    assertArrayEquals(
        new double[] {0.6, 0.8, 0.6, 0.8}, of(new UnitNorm(List.of(1, 2, 3)), filters), 1e-6);
  }

  @Test
  void aParameterOfZerosStaysZero() {
    Tensor zeros = Tensor.of(Shape.of(2, 1), 0.0, 0);
    assertArrayEquals(new double[2], of(new UnitNorm(List.of(0)), zeros));
  }

  @Test
  void boundsInTheWrongOrderAndNoAxisAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MinMaxNorm(2, 1, 1, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> new MaxNorm(2, List.of()));
  }
}
