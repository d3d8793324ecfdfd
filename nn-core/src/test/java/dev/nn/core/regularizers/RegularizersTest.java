package dev.nn.core.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.layer.Regularizer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.Formulas;
import dev.nn.core.regularizers.OrthogonalRegularizer.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegularizersTest {
  private static Formulas.Result of(Regularizer regularizer) {
    return Formulas.of(Tensor.of(Shape.of(2), 1.0, -3), regularizer::penalty);
  }

  @Test
  void l1CostsTheAbsoluteValues() {
    assertEquals(0.4, of(new L1(0.1)).value().item(), 1e-15);
    assertArrayEquals(new double[] {0.1, -0.1}, of(new L1(0.1)).gradient().toDoubles(), 1e-15);
  }

  @Test
  void l2CostsTheSquaresWithoutAHalf() {
    assertEquals(1.0, of(new L2(0.1)).value().item(), 1e-15);
    assertArrayEquals(new double[] {0.2, -0.6}, of(new L2(0.1)).gradient().toDoubles(), 1e-15);
  }

  @Test
  void bothAddUp() {
    assertEquals(1.4, of(new L1L2(0.1, 0.1)).value().item(), 1e-15);
  }

  @Test
  void orthogonalCostsTheMeanCosineOfAllPairs() {
    Tensor theta = Tensor.of(Shape.of(3, 2), 3.0, 4, -6, -8, 8, -6);
    // Rows: the first two are parallel, the third is orthogonal to both.
    assertEquals(0.1 / 3, penalty(new OrthogonalRegularizer(0.1, Mode.ROWS), theta), 1e-15);
    double cosine = 12 + 48 - 48;
    double lengths = Math.sqrt(9 + 36 + 64) * Math.sqrt(16 + 64 + 36);
    assertEquals(
        0.1 * cosine / lengths,
        penalty(new OrthogonalRegularizer(0.1, Mode.COLUMNS), theta),
        1e-15);
    assertEquals(
        0, penalty(new OrthogonalRegularizer(0.1, Mode.ROWS), Tensor.of(Shape.of(2, 1), 0.0, 0)));
  }

  @Test
  void orthogonalNeedsPairs() {
    for (Shape shape : List.of(Shape.of(3), Shape.of(1, 3), Shape.of(2, 3, 3))) {
      Tensor theta = Tensor.zeros(new TensorType(DataType.FLOAT64, shape));
      assertThrows(
          ShapeException.class, () -> penalty(new OrthogonalRegularizer(0.1, Mode.ROWS), theta));
    }
  }

  private static double penalty(Regularizer regularizer, Tensor theta) {
    return Formulas.of(theta, regularizer::penalty).value().item();
  }
}
