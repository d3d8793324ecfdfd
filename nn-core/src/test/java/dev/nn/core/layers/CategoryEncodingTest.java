package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.BackendException;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.layers.CategoryEncoding.OutputMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoryEncodingTest {
  private static Tensor encode(OutputMode mode, Tensor indices) {
    return Formulas.layer(new CategoryEncoding(3, mode), false, Map.of(), indices).get("output");
  }

  @Test
  void saysWhichIndicesOccurHowOftenAndWhere() {
    Tensor indices = Tensor.of(Shape.of(2, 2), 2, 2, 0, 1);
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 1, 0}, encode(OutputMode.MULTI_HOT, indices).toDoubles());
    assertArrayEquals(
        new double[] {0, 0, 2, 1, 1, 0}, encode(OutputMode.COUNT, indices).toDoubles());
    Tensor rows = encode(OutputMode.ONE_HOT, indices);
    assertEquals(Shape.of(2, 2, 3), rows.shape());
    assertArrayEquals(new double[] {0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0}, rows.toDoubles());
  }

  @Test
  void takesFloatingIndicesAndDropsAnAxisOfOne() {
    Tensor rows = encode(OutputMode.ONE_HOT, Tensor.of(Shape.of(2, 1), 2.0, 0.0));
    assertEquals(Shape.of(2, 3), rows.shape());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, rows.toDoubles());
  }

  @Test
  void refusesAnIndexOutside() {
    Tensor outside = Tensor.of(Shape.of(1, 2), 0, 3);
    String message =
        assertThrows(BackendException.class, () -> encode(OutputMode.MULTI_HOT, outside))
            .getMessage();
    assertTrue(message.contains("layer") && message.contains("3"), message);
  }
}
