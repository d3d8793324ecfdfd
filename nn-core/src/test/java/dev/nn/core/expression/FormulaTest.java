package dev.nn.core.expression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.layers.Lambda;
import dev.nn.core.network.NetworkException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static final Tensor X = Tensor.of(Shape.of(1, 3), 1.0, -2.0, 0.5);

  private static Tensor at(String formula, Tensor... inputs) {
    return Formulas.layer(new Lambda(formula), true, Map.of(), inputs).get("output");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x * 2 + 1; 3, -3, 2",
        "1 + 2 * x; 3, -3, 2",
        "(1 + 2) * x; 3, -6, 1.5",
        "-x ^ 2; -1, -4, -0.25",
        "2 ^ 3 ^ 2 * x; 512, -1024, 256",
        "x - 1 - 1; -1, -4, -1.5",
        "8 / 4 / 2 * x; 1, -2, 0.5",
        "where(x < 0, 0, x); 1, 0, 0.5",
        "maximum(x, 0) - minimum(x, 0); 1, 2, 0.5",
        "abs(x) + sqrt(4) * square(x); 3, 10, 1",
        "x - mean(x, axis=1, keepdims=true); 1.16666666666667, -1.8333333333333, 0.66666666666667",
        "concat(x[:, 2:], x[:, 0:2]); 0.5, 1, -2",
        "x[:, -1:]; 0.5",
        "sum(x); -0.5",
        "x * 1e1 * .5; 5, -10, 2.5",
        "x * sin(pi / 2) * log(e); 1, -2, 0.5"
      })
  void formulasMeanWhatTheyMeanOnPaper(String formula, String expected) {
    double[] numbers =
        java.util.Arrays.stream(expected.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(numbers, at(formula, X).toDoubles(), 1e-12, formula);
  }

  @Test
  void inputsHaveTwoNamesEach() {
    Tensor y = Tensor.of(Shape.of(1, 3), 10.0, 20.0, 30.0);
    assertEquals(at("x - y", X, y), at("x1 - x2", X, y));
  }

  @Test
  void axesCanBeMovedAndMatricesMultiplied() {
    Tensor a = Tensor.of(Shape.of(1, 2, 3), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    assertArrayEquals(
        new double[] {14, 32, 32, 77}, at("x @ transpose(x, [0, 2, 1])", a).toDoubles(), 1e-12);
    assertEquals(Shape.of(1, 3, 2), at("reshape(x, [3, -1])", a).shape());
    assertArrayEquals(new double[] {4, 5, 6}, at("x[:, 1]", a).toDoubles(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x +; expected a number, a name or '(', found the end (column 4 of the expression)",
        "(x; expected ')', found the end (column 3 of the expression)",
        "x x; expected an operator or the end, found 'x' (column 3 of the expression)",
        "x # 2; there is no '#' in formulas (column 3 of the expression)",
        "tanh(x, x); tanh takes 1, not 2 (column 1 of the expression)",
        "sum(x, axes=1); sum takes no 'axes' (column 1 of the expression)",
        "1 + reshape(x); reshape needs numbers in brackets (column 5 of the expression)",
        "x[:, a]; expected a whole number, found 'a' (column 6 of the expression)",
        "w * x; there is no 'w' in formulas: inputs are x, y and z, or x1, x2, … (column 1 of the expression)"
      })
  void faultsAreShownWhereTheyAre(String formula, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new Lambda(formula)).getMessage());
  }

  @Test
  void anUnknownFunctionIsRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Lambda("exec(x)")).getMessage();
    assertTrue(message.startsWith("there is no function 'exec', only abs, concat,"), message);
  }

  @Test
  void hugeFormulasAreRefusedWithoutOverflowingTheStack() {
    for (String part : new String[] {"(", "-", "x+", "2^", "tanh(", "x["}) {
      assertThrows(IllegalArgumentException.class, () -> new Lambda(part.repeat(100_000)), part);
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThrows(NetworkException.class, () -> at("x + y", X));
    assertThrows(NetworkException.class, () -> at("x[0]", X));
    assertThrows(NetworkException.class, () -> at("x[:, 3]", X));
    assertThrows(
        NetworkException.class, () -> at("sum(x, axis=0)", Tensor.of(Shape.of(2, 1), 1.0, 2.0)));
    assertThrows(NetworkException.class, () -> at("sum(x, axis=2)", X));
  }

  @Test
  void aNumberAloneIsNoResult() {
    assertThrows(NetworkException.class, () -> at("1 + 2", X));
  }
}
