package dev.nn.core.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.layer.Regularizer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
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
}
