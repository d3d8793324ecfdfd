package dev.nn.reference;

import static dev.nn.reference.Single.bools;
import static dev.nn.reference.Single.floats;
import static dev.nn.reference.Single.ints;
import static dev.nn.reference.Single.matrix;
import static dev.nn.reference.Single.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElementwiseTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** Values from tables, not from the functions under test. */
  @ParameterizedTest
  @CsvSource({
    "NEGATE, 2.5, -2.5",
    "ABS, -2.5, 2.5",
    "SIGN, -2.5, -1",
    "SIGN, 0, 0",
    "EXP, 1, 2.718281828459045",
    "EXPM1, 1, 1.718281828459045",
    "EXPM1, 1e-10, 1.00000000005e-10",
    "LOG, 2, 0.6931471805599453",
    "LOG, 0, -Infinity",
    "LOG1P, 1, 0.6931471805599453",
    "SQRT, 2.25, 1.5",
    "SQRT, -1, NaN",
    "SQUARE, -3, 9",
    "RECIPROCAL, 4, 0.25",
    "SIN, 1, 0.8414709848078965",
    "COS, 1, 0.5403023058681398",
    "TANH, 1, 0.7615941559557649",
    "TANH, -10000, -1",
    "SIGMOID, 1, 0.7310585786300049",
    "SIGMOID, -1, 0.2689414213699951",
    "SIGMOID, -10000, 0",
    "RELU, -1, 0",
    "RELU, 3, 3",
    "RELU, NaN, NaN",
    "SOFTPLUS, 1, 1.3132616875182228",
    "SOFTPLUS, 10000, 10000",
    "ERF, 1, 0.8427007929497149",
    "ERF, 2.5, 0.999593047982555",
    "ERF, -0.1, -0.1124629160182849",
    "GELU, 1, 0.8413447460685429",
    "GELU, -0.5, -0.15426876936299344",
    "GELU, -10000, 0",
    "GELU, 10000, 10000",
    "GELU_SLOPE, 0, 0.5",
    "GELU_SLOPE, 1, 1.0833154705876864",
    "GELU_SLOPE, -10000, 0",
    "GELU_SLOPE, 10000, 1",
    "FLOOR, -1.5, -2",
    "FLOOR, 1.5, 1",
  })
  void unaryFunctionsHaveTheirTextbookValues(UnaryFunction function, double x, double y) {
    Unary op = new Unary(function);
    double ulps = 4 * Math.ulp(y);
    assertEquals(y, Single.run(op, vector(x)).item(), Double.isFinite(ulps) ? ulps : 0);
    // The float32 nearest to x is another x; these functions have a slope of at most 3 or so.
    assertEquals(y, Single.run(op, floats(x)).item(), 3e-7 * Math.max(1, finite(y)));
  }

  private static double finite(double y) {
    return Double.isFinite(y) ? Math.abs(y) : 0;
  }

  @ParameterizedTest
  @EnumSource
  void noUnaryFunctionIsForgottenAbove(UnaryFunction function) throws NoSuchMethodException {
    CsvSource table =
        ElementwiseTest.class
            .getDeclaredMethod(
                "unaryFunctionsHaveTheirTextbookValues",
                UnaryFunction.class,
                double.class,
                double.class)
            .getAnnotation(CsvSource.class);
    assertEquals(
        true,
        List.of(table.value()).stream().anyMatch(row -> row.startsWith(function.name() + ",")));
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 2, 3, 5",
    "SUBTRACT, 2, 3, -1",
    "MULTIPLY, 2, -3, -6",
    "DIVIDE, 3, 2, 1.5",
    "DIVIDE, -1, 0, -Infinity",
    "POWER, 2, 0.5, 1.4142135623730951",
    "POWER, -2, 3, -8",
    "POWER, 0, 0, 1",
    "MAXIMUM, 2, 3, 3",
    "MAXIMUM, NaN, 3, NaN",
    "MINIMUM, 2, 3, 2",
    "MINIMUM, 2, NaN, NaN",
  })
  void binaryFunctionsHaveTheirTextbookValues(
      BinaryFunction function, double x, double y, double z) {
    assertEquals(z, Single.run(new Binary(function), vector(x), vector(y)).item(), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 2147483647, 1, -2147483648",
    "ADD, 16777217, 2, 16777219",
    "SUBTRACT, -5, 7, -12",
    "MULTIPLY, 46341, 46339, 2147395599",
    "MULTIPLY, 123456789, 987654321, -67153019",
    "DIVIDE, 7, 2, 3",
    "DIVIDE, -7, 2, -3",
    "POWER, -3, 3, -27",
    "MAXIMUM, -3, 3, 3",
    "MINIMUM, -3, 3, -3",
  })
  void integersAreExactAndWrapAround(BinaryFunction function, int x, int y, int z) {
    assertEquals(ints(z), Single.run(new Binary(function), ints(x), ints(y)));
  }

  @Test
  void operandsBroadcastAsInNumPy() {
    Tensor matrix = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    Binary add = new Binary(BinaryFunction.ADD);
    assertEquals(
        matrix(new double[] {11, 22, 33}, new double[] {14, 25, 36}),
        Single.run(add, matrix, vector(10, 20, 30)));
    assertEquals(
        matrix(new double[] {11, 12, 13}, new double[] {24, 25, 26}),
        Single.run(add, matrix, vector(10, 20).reshape(Shape.of(2, 1))));
    assertEquals(
        matrix(new double[] {11, 21, 31}, new double[] {12, 22, 32}),
        Single.run(
            add, vector(1, 2).reshape(Shape.of(2, 1)), vector(10, 20, 30).reshape(Shape.of(1, 3))));
    assertEquals(
        matrix(new double[] {2, 4, 6}, new double[] {8, 10, 12}),
        Single.run(
            new Binary(BinaryFunction.MULTIPLY), Tensor.scalar(DataType.FLOAT64, 2), matrix));
  }

  @Test
  void emptyTensorsStayEmpty() {
    Tensor empty = Tensor.of(Shape.of(0, 3), new double[0]);
    assertEquals(empty, Single.run(new Binary(BinaryFunction.ADD), empty, vector(1, 2, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, false, true, false, false",
    "NOT_EQUAL, true, false, true, true",
    "LESS, true, false, false, false",
    "LESS_EQUAL, true, true, false, false",
    "GREATER, false, false, true, false",
    "GREATER_EQUAL, false, true, true, false",
  })
  void comparisonsKnowLessEqualGreaterAndNaN(
      Comparison comparison, boolean less, boolean equal, boolean greater, boolean nan) {
    assertEquals(
        bools(less, equal, greater, nan),
        Single.run(new Compare(comparison), vector(1, 2, 3, NAN), vector(2)));
  }

  @Test
  void selectTakesOneOrTheOtherAndNothingLeaks() {
    assertEquals(
        vector(1, 20, 3),
        Single.run(
            new Select(), bools(true, false, true), vector(1, NAN, 3), vector(INF, 20, NAN)));
  }

  @Test
  void castTruncatesTowardsZero() {
    assertEquals(
        ints(2, -2, 0, 0), Single.run(new Cast(DataType.INT32), vector(2.9, -2.9, 0.5, NAN)));
    assertEquals(
        bools(true, false, false, true),
        Single.run(new Cast(DataType.BOOL), vector(0.5, 0, -0.0, -3)));
    assertEquals(vector(1, 0), Single.run(new Cast(DataType.FLOAT64), bools(true, false)));
    assertArrayEquals(
        new float[] {16777216f, 0.1f},
        Single.run(new Cast(DataType.FLOAT32), vector(16777217, 0.1)).floats());
  }

  @Test
  void broadcastToRepeats() {
    assertEquals(
        matrix(new double[] {1, 1, 1}, new double[] {2, 2, 2}),
        Single.run(new BroadcastTo(Shape.of(2, 3)), vector(1, 2).reshape(Shape.of(2, 1))));
  }

  @Test
  void aFusedOpRoundsOnlyWhatItStores() {
    // (1 + 2⁻³⁰) − 1 is 0 if the sum is rounded to float32.
    Fused op =
        new Fused(
            2,
            List.of(
                new Fused.Step(new Binary(BinaryFunction.ADD), List.of(0, 1)),
                new Fused.Step(new Binary(BinaryFunction.SUBTRACT), List.of(2, 0))),
            List.of(3, 2));
    List<Tensor> results = Single.runAll(op, floats(1, 1), floats(0x1p-30));
    assertEquals(floats(0x1p-30, 0x1p-30), results.get(0));
    assertEquals(floats(1, 1), results.get(1));
  }

  @Test
  void integersInsideAFusedOpStayIntegers() {
    Fused op =
        new Fused(
            2,
            List.of(
                new Fused.Step(new Binary(BinaryFunction.DIVIDE), List.of(0, 1)),
                new Fused.Step(new Binary(BinaryFunction.MULTIPLY), List.of(2, 1))),
            List.of(3));
    assertEquals(ints(6, -6), Single.run(op, ints(7, -7), ints(2)));
  }
}
