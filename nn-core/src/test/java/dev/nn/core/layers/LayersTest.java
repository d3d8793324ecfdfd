package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.Relu;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.network.NetworkException;
import dev.nn.core.regularizers.L1L2;
import dev.nn.core.regularizers.L2;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static Tensor tensor(Shape shape, double... values) {
    return Tensor.of(shape, values);
  }

  private static Tensor range(int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    Arrays.setAll(values, i -> i);
    return Tensor.of(Shape.of(sizes), values);
  }

  private static Tensor output(Layer layer, Tensor... inputs) {
    return Formulas.layer(layer, false, Map.of(), inputs).get("output");
  }

  private static String refusal(Layer layer, Tensor... inputs) {
    return assertThrows(NetworkException.class, () -> output(layer, inputs)).reason();
  }

  @Test
  void denseMultipliesTheLastAxisAndAddsTheBias() {
    Map<String, Tensor> run =
        Formulas.layer(
            Dense.of(2, Relu.of()),
            false,
            Map.of(
                "kernel", tensor(Shape.of(2, 2), 1, -1, 2, -2),
                "bias", tensor(Shape.of(2), 0.5, 0.5)),
            tensor(Shape.of(1, 2, 2), 1, 1, 0, -1));
    assertEquals(Shape.of(1, 2, 2), run.get("output").shape());
    assertArrayEquals(new double[] {3.5, 0, 0, 2.5}, run.get("output").toDoubles());
  }

  @Test
  void denseAddsWhatItsOutputCostsPerExample() {
    Dense dense =
        new Dense(
            1,
            new Linear(),
            false,
            new Zeros(),
            new Zeros(),
            Optional.of(new L1L2(0.5, 0.25)),
            Optional.empty(),
            Optional.of(new L2(0.1)),
            Optional.empty(),
            Optional.empty());
    Map<String, Tensor> run =
        Formulas.layer(
            dense,
            true,
            Map.of("kernel", tensor(Shape.of(1, 1), -2)),
            tensor(Shape.of(2, 1), 1, 3));
    // Kernel: 0.5·2 + 0.25·4. Activity: 0.1·(4 + 36)/2 examples.
    assertEquals(2 + 2, run.get("penalty").item(), 1e-15);
  }

  @Test
  void denseNeedsABatchOfRows() {
    assertTrue(refusal(Dense.of(3), range(4)).startsWith("dense needs [batch, ..., features]"));
  }

  @Test
  void dropoutLeavesInferenceAlone() {
    Tensor x = range(3, 4);
    assertEquals(x, Formulas.layer(Dropout.of(0.4), false, Map.of(), x).get("output"));
  }

  @Test
  void dropoutDropsItsShareAndKeepsTheMean() {
    double[] ones = new double[100_000];
    Arrays.fill(ones, 1);
    double[] y =
        Formulas.layer(Dropout.of(0.2), true, Map.of(), tensor(Shape.of(1000, 100), ones))
            .get("output")
            .toDoubles();
    assertTrue(Arrays.stream(y).allMatch(v -> v == 0 || v == 1.25));
    // Five standard errors of a share of 100,000.
    assertEquals(
        0.2, Arrays.stream(y).filter(v -> v == 0).count() / 1e5, 5 * Math.sqrt(0.2 * 0.8 / 1e5));
  }

  @Test
  void flattenKeepsTheOrder() {
    Tensor y = output(new Flatten(), range(2, 3, 2));
    assertEquals(range(2, 6), y);
    assertEquals(Shape.of(4, 1), output(new Flatten(), range(4)).shape());
  }

  @Test
  void reshapeInfersOneSize() {
    assertEquals(range(2, 3, 4), output(Reshape.of(-1, 4), range(2, 12)));
    assertEquals(Shape.of(5, 1), output(Reshape.of(1), range(5)).shape());
  }

  @Test
  void reshapeRefusesWhatDoesNotFit() {
    assertTrue(
        refusal(Reshape.of(5, -1), range(2, 12))
            .startsWith("cannot reshape examples of shape [12] (12 elements) to [5, -1]"));
    assertTrue(refusal(Reshape.of(3, 5), range(2, 12)).startsWith("cannot reshape"));
    assertThrows(IllegalArgumentException.class, () -> Reshape.of(-1, -1));
  }

  @Test
  void batchNormalizationRemembersTheBatch() {
    Map<String, Tensor> before =
        Map.of(
            "gamma", tensor(Shape.of(1), 2),
            "beta", tensor(Shape.of(1), 1),
            "moving_mean", tensor(Shape.of(1), 10),
            "moving_variance", tensor(Shape.of(1), 1));
    Map<String, Tensor> run =
        Formulas.layer(BatchNormalization.of(), true, before, tensor(Shape.of(2, 1), -1, 3));
    double slope = 4 / Math.sqrt(4.001);
    assertArrayEquals(new double[] {1 - slope, 1 + slope}, run.get("output").toDoubles(), 1e-12);
    assertEquals(9.91, run.get("layer/moving_mean").item(), 1e-12);
    assertEquals(0.99 + 0.04, run.get("layer/moving_variance").item(), 1e-12);
  }

  @Test
  void batchNormalizationInInferenceChangesNothing() {
    Map<String, Tensor> before =
        Map.of(
            "gamma", tensor(Shape.of(1), 2),
            "beta", tensor(Shape.of(1), 1),
            "moving_mean", tensor(Shape.of(1), 10),
            "moving_variance", tensor(Shape.of(1), 4));
    Map<String, Tensor> run =
        Formulas.layer(BatchNormalization.of(), false, before, tensor(Shape.of(1, 1), 12));
    assertEquals(1 + 4 / Math.sqrt(4.001), run.get("output").item(), 1e-12);
    assertEquals(10, run.get("layer/moving_mean").item());
  }

  @Test
  void batchNormalizationRefusesTheBatchAxis() {
    BatchNormalization layer =
        new BatchNormalization(
            0,
            0.99,
            0.001,
            false,
            false,
            new Zeros(),
            new Zeros(),
            new Zeros(),
            new Zeros(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertTrue(refusal(layer, range(2, 3)).contains("the batch axis"));
  }

  @Test
  void anEmbeddingTakesFloatingIndices() {
    Map<String, Tensor> rows = Map.of("embeddings", range(3, 2));
    Tensor y =
        Formulas.layer(Embedding.of(3, 2), false, rows, tensor(Shape.of(1, 2), 2, 0)).get("output");
    assertEquals(tensor(Shape.of(1, 2, 2), 4, 5, 0, 1), y);
  }

  @Test
  void mergesStretchSizesOfOneAndMissingAxes() {
    Tensor y = output(new Add(), range(2, 3, 2), range(2, 1, 2));
    assertEquals(tensor(Shape.of(2, 3, 2), 0, 2, 2, 4, 4, 6, 8, 10, 10, 12, 12, 14), y);
    assertEquals(y, output(new Add(), range(2, 3, 2), range(2, 2)));
  }

  @Test
  void mergesTakeTheirInputsInOrder() {
    assertArrayEquals(
        new double[] {-1},
        output(new Subtract(), tensor(Shape.of(1, 1), 1), tensor(Shape.of(1, 1), 2)).toDoubles());
    assertArrayEquals(
        new double[] {0, 1, 2, 0, 1},
        output(new Concatenate(-1), range(1, 3), range(1, 2)).toDoubles());
  }

  @Test
  void mergesRefuseWhatDoesNotFit() {
    assertTrue(
        refusal(new Add(), range(2, 3), range(2, 4))
            .startsWith("add cannot combine its inputs: sizes must be equal or 1"));
    assertTrue(refusal(new Multiply(), range(2, 3)).startsWith("multiply needs at least two"));
    assertTrue(
        refusal(new Subtract(), range(2, 3), range(2, 3), range(2, 3))
            .startsWith("subtract needs two inputs, not 3"));
    assertTrue(
        refusal(new Concatenate(1), range(2, 3, 4), range(2, 3, 5))
            .contains("all sizes but that of axis 1 must be equal"));
    assertTrue(refusal(new Concatenate(0), range(2, 3), range(2, 3)).contains("batch axis"));
  }

  @Test
  void aLayerOfOneInputRefusesTwo() {
    assertTrue(refusal(new Flatten(), range(2, 3), range(2, 3)).startsWith("takes one input"));
  }

  @Test
  void theActivationLayerAppliesItsFunction() {
    Tensor y = output(new ActivationLayer(Relu.of()), tensor(Shape.of(1, 2), -1, 1));
    assertArrayEquals(new double[] {0, 1}, y.toDoubles());
  }
}
