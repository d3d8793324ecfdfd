package dev.nn.core.activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.Records;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActivationsTest {
  private static final Records RECORDS = new Records();

  @TestFactory
  Stream<DynamicTest> valuesAndSlopesStayFinite() {
    float[] points = {-1e4f, -100, -1, -1e-30f, 0, 1e-30f, 1, 89, 100, 1e4f};
    return RECORDS.types(Activation.class).values().stream()
        .distinct()
        .filter(type -> type != Exponential.class) // whose true value is infinite
        .filter(type -> type != Threshold.class) // which has no defaults
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () -> {
                      Activation f =
                          RECORDS.make(
                              Activation.class,
                              new JsonPrimitive(type.getAnnotation(Type.class).value()));
                      Formulas.Result result =
                          Formulas.of(Tensor.of(Shape.of(1, points.length), points), f::apply);
                      assertFinite(result.value());
                      assertFinite(result.gradient());
                    }));
  }

  private static void assertFinite(Tensor tensor) {
    assertTrue(Arrays.stream(tensor.toDoubles()).allMatch(Double::isFinite), tensor.toString());
  }

  private static Formulas.Result at(Activation f, double... x) {
    return Formulas.of(Tensor.of(Shape.of(1, x.length), x), f::apply);
  }

  @Test
  void smoothFunctionsHaveTheirTrueSlopeAtZero() {
    assertEquals(1, at(new Elu(1), 0.0).gradient().item());
    assertEquals(1, at(new Celu(2), 0.0).gradient().item());
    assertEquals(0.5, at(new Squareplus(4), 0.0).gradient().item());
    assertEquals(1, at(new Softsign(), 0.0).gradient().item());
    assertEquals(0.5, at(new SparsePlus(), 0.0).gradient().item());
    assertEquals(0.5, at(new Gelu(false), 0.0).gradient().item());
  }

  @Test
  void squareplusKeepsItsDigitsFarBelowZero() {
    double y = at(new Squareplus(4), -1e8).value().item();
    assertEquals(1e-8, y, 1e-22);
  }

  @Test
  void reluBelowItsThresholdFollowsTheSlope() {
    Relu relu = new Relu(0.1, Optional.of(4.0), 0.5);
    assertArrayEquals(
        new double[] {-0.15, 0, 2, 4}, at(relu, -1, 0.5, 2, 9).value().toDoubles(), 1e-15);
  }

  @Test
  void thresholdReplacesWhatIsNotAboveIt() {
    assertArrayEquals(
        new double[] {-7, -7, 2}, at(new Threshold(1, -7), 0, 1, 2).value().toDoubles());
  }

  @Test
  void softmaxActsAlongItsAxis() {
    Tensor x = Tensor.of(Shape.of(2, 2, 2), 0.0, 1, 0, 1, 5, 5, 5, 5 + Math.log(3));
    double[] y = Formulas.of(x, new Softmax(1)::apply).value().toDoubles();
    assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.5, 0.75}, y, 1e-15);
    double[] log = Formulas.of(x, new LogSoftmax(1)::apply).value().toDoubles();
    assertEquals(Math.log(0.75), log[7], 1e-15);
  }

  @Test
  void sparsemaxIsTheNearestDistribution() {
    // Equal numbers share; what is 1 behind gets nothing.
    double[] y = at(new Sparsemax(-1), 3, 3, 2.5, 2, -9).value().toDoubles();
    assertArrayEquals(new double[] {0.5, 0.5, 0, 0, 0}, y, 1e-15);
    assertArrayEquals(
        new double[] {0.1, 0.6, 0.3},
        at(new Sparsemax(-1), 0.1, 0.6, 0.3).value().toDoubles(),
        1e-15);
    assertArrayEquals(
        new double[] {0, 1}, at(new Sparsemax(-1), -1e4, 1e4).value().toDoubles(), 1e-15);
    Tensor x = Tensor.of(Shape.of(1, 2, 2), 0.5, 9, 0.7, 3);
    assertArrayEquals(
        new double[] {0.4, 1, 0.6, 0},
        Formulas.of(x, new Sparsemax(1)::apply).value().toDoubles(),
        1e-15);
  }

  @Test
  void gluNeedsAnAxisItCanHalve() {
    ShapeException e = assertThrows(ShapeException.class, () -> at(new Glu(-1), 1, 2, 3));
    assertEquals("glu halves axis -1 of [1, 3], whose size is odd", e.getMessage());
  }

  @Test
  void gluHalvesAnyAxis() {
    Tensor x = Tensor.of(Shape.of(1, 2, 2), 4.0, 6, 0, 0);
    assertArrayEquals(new double[] {2, 3}, Formulas.of(x, new Glu(1)::apply).value().toDoubles());
  }
}
