package dev.nn.reference;

import static dev.nn.reference.Single.ints;
import static dev.nn.reference.Single.matrix;
import static dev.nn.reference.Single.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.backend.BackendException;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  /** e/(e+e²+e³) and so on. */
  private static final double[] PROBABILITIES = {
    0.09003057317038046, 0.24472847105479767, 0.6652409557748219
  };

  private static final double[] LOGARITHMS = {
    -2.40760596444438, -1.4076059644443801, -0.40760596444438013
  };

  @Test
  void softmaxIsAProbabilityAlongTheLastAxis() {
    assertClose(PROBABILITIES, Single.run(new Softmax(), vector(1, 2, 3)));
    assertClose(
        new double[] {0.5, 0.5, 0.25, 0.75},
        Single.run(new Softmax(), matrix(new double[] {7, 7}, new double[] {0, Math.log(3)})));
  }

  @Test
  void logSoftmaxIsItsLogarithm() {
    assertClose(LOGARITHMS, Single.run(new LogSoftmax(), vector(1, 2, 3)));
  }

  @Test
  void largeNumbersDoNotOverflow() {
    assertClose(PROBABILITIES, Single.run(new Softmax(), vector(10001, 10002, 10003)));
    assertClose(new double[] {1, 0}, Single.run(new Softmax(), vector(1e4, -1e4)));
    assertClose(new double[] {0, -2e4}, Single.run(new LogSoftmax(), vector(1e4, -1e4)));
    assertClose(
        new double[] {1, 0}, Single.run(new Softmax(), vector(5, Double.NEGATIVE_INFINITY)));
  }

  @Test
  void crossEntropyIsMinusTheLogarithmOfTheTrueClass() {
    List<Tensor> results =
        Single.runAll(
            new SparseSoftmaxCrossEntropy(),
            matrix(new double[] {1, 2, 3}, new double[] {1e4, 0, -1e4}),
            ints(0, 2));
    assertClose(new double[] {2.40760596444438, 2e4}, results.get(0));
    assertClose(
        new double[] {PROBABILITIES[0], PROBABILITIES[1], PROBABILITIES[2], 1, 0, 0},
        results.get(1));
  }

  @Test
  void crossEntropyOfOneExampleIsAScalar() {
    Tensor cost =
        Single.run(
            new SparseSoftmaxCrossEntropy(), vector(1, 2, 3), Tensor.scalar(DataType.INT32, 2));
    assertClose(new double[] {0.40760596444438013}, cost);
  }

  @Test
  void aClassOutsideTheLogitsIsNamed() {
    BackendException error =
        assertThrows(
            BackendException.class,
            () ->
                Single.run(new SparseSoftmaxCrossEntropy(), matrix(new double[] {1, 2}), ints(2)));
    assertEquals(
        "layer 'block/layer': class 2 is outside the 2 classes of the logits (0 to 1)",
        error.getMessage());
  }

  private static void assertClose(double[] expected, Tensor actual) {
    assertArrayEquals(expected, actual.toDoubles(), 1e-12);
  }
}
