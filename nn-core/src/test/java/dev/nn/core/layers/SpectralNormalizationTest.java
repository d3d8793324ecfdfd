package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.activations.Linear;
import dev.nn.core.network.NetworkException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpectralNormalizationTest {
  private static final Tensor ONE = Tensor.of(Shape.of(1, 2), 1.0, 1);
  private static final Tensor NO_BIAS = Tensor.of(Shape.of(2), 0.0, 0);

  private static Tensor matrix(double... values) {
    return Tensor.of(Shape.of(2, 2), values);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static Map<String, Tensor> run(int iterations, boolean training, Tensor w, Tensor u) {
    return Formulas.layer(
        new SpectralNormalization(Dense.of(2), iterations),
        training,
        Map.of("kernel", w, "bias", NO_BIAS, "u", u),
        ONE);
  }

  @Test
  void theKernelIsDividedByItsGreatestSingularValueOnceThatIsKnown() {
    // Singular values 3 and 2 along the axes; u is the first's already.
    Tensor w = matrix(3, 0, 0, 2);
    for (boolean training : new boolean[] {true, false}) {
      double[] y = run(1, training, w, vector(1, 0)).get("output").toDoubles();
      assertArrayEquals(new double[] {1, 2.0 / 3}, y, 1e-12);
    }
  }

  @Test
  void eachStepOfTrainingComesNearerAndInferenceLeavesUAsItIs() {
    // From u = (0.6, 0.8): v is along (1.8, 1.6), u then along (5.4, 3.2).
    Tensor w = matrix(3, 0, 0, 2);
    Map<String, Tensor> trained = run(1, true, w, vector(0.6, 0.8));
    double length = Math.hypot(5.4, 3.2);
    assertArrayEquals(
        new double[] {5.4 / length, 3.2 / length}, trained.get("layer/u").toDoubles(), 1e-12);
    double sigma = (5.4 * 3 * 1.8 + 3.2 * 2 * 1.6) / length / Math.hypot(1.8, 1.6);
    assertArrayEquals(
        new double[] {3 / sigma, 2 / sigma}, trained.get("output").toDoubles(), 1e-12);
    Map<String, Tensor> used = run(1, false, w, vector(0.6, 0.8));
    assertEquals(vector(0.6, 0.8), used.get("layer/u"));
    double here = Math.hypot(1.8, 1.6);
    assertArrayEquals(new double[] {3 / here, 2 / here}, used.get("output").toDoubles(), 1e-12);
  }

  @Test
  void manyIterationsFindIt() {
    // WᵀW = [[25, 20], [20, 25]] has the eigenvalues 45 and 5.
    Tensor w = matrix(3, 0, 4, 5);
    double sigma = Math.sqrt(45);
    double[] y = run(30, true, w, vector(1, 0)).get("output").toDoubles();
    assertArrayEquals(new double[] {7 / sigma, 5 / sigma}, y, 1e-12);
  }

  @Test
  void theBiasAndAKernelOfZerosStayAsTheyAre() {
    Map<String, Tensor> run =
        Formulas.layer(
            new SpectralNormalization(Dense.of(2), 1),
            true,
            Map.of("kernel", matrix(0, 0, 0, 0), "bias", vector(5, 7), "u", vector(1, 0)),
            ONE);
    assertArrayEquals(new double[] {5, 7}, run.get("output").toDoubles());
  }

  @Test
  void aConvolutionsFiltersAreTheRows() {
    // One filter of two taps: a matrix of one row, (3, 4), of length 5.
    Layer layer = new SpectralNormalization(Conv1d.of(1, 2, new Linear()), 1);
    Map<String, Tensor> variables = new HashMap<>();
    variables.put("kernel", Tensor.of(Shape.of(1, 1, 2), 3.0, 4));
    variables.put("bias", vector(0));
    variables.put("u", vector(1));
    Tensor x = Tensor.of(Shape.of(1, 1, 3), 1.0, 0, 10);
    assertArrayEquals(
        new double[] {0.6, 8},
        Formulas.layer(layer, false, variables, x).get("output").toDoubles(),
        1e-12);
  }

  @Test
  void layersWithoutOneKernelAreRefused() {
    for (Layer layer : List.of(new Flatten(), Lstm.of(2, SequenceOptions.DEFAULT))) {
      Tensor x = Tensor.of(Shape.of(1, 1, 2), 1.0, 1);
      Layer wrapped = new SpectralNormalization(layer, 1);
      assertEquals(
          "spectral_normalization needs a layer with one kernel (input here is [batch, 1, 2])",
          assertThrows(NetworkException.class, () -> Formulas.layer(wrapped, true, Map.of(), x))
              .reason());
    }
  }
}
