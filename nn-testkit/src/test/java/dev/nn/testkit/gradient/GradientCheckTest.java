package dev.nn.testkit.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.network.Network;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private static final Tensor X = random(Shape.of(3, 4));

  /** x³, with a derivative that may be wrong. */
  private record Cube(double factor) implements Op.Composite {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
      Value x = inputs.get(0);
      return List.of(x.multiply(x).multiply(x));
    }

    @Override
    public void backward(Backward at) {
      at.accumulate(0, at.gradient().multiply(at.input(0).square().scale(factor)));
    }
  }

  private static Tensor random(Shape shape) {
    return Tensor.of(shape, new SplittableRandom(5).doubles(shape.elements(), -1, 1).toArray());
  }

  private static Layer cube(double factor) {
    return (scope, x) -> x.builder().emit(new Cube(factor), x);
  }

  @Test
  void rightGradientsPass() {
    GradientReport report = GradientCheck.DEFAULT.of(cube(3), X);
    report.assertWithin(GradientCheck.TOLERANCE);
    assertEquals(12, report.tensors().get(0).checked());
  }

  @Test
  void slightlyWrongGradientsAreCaughtAndReportedWithTensorIndexAndBothNumbers() {
    GradientReport report = GradientCheck.DEFAULT.of(cube(3.0001), X);
    AssertionError error =
        assertThrows(AssertionError.class, () -> report.assertWithin(GradientCheck.TOLERANCE));
    assertTrue(error.getMessage().contains("input_0"), error.getMessage());
    assertTrue(error.getMessage().contains("analytic"), error.getMessage());
    int worst = report.tensors().get(0).index();
    double slope = 3 * X.get(worst) * X.get(worst);
    assertEquals(slope, Math.abs(report.tensors().get(0).numeric()) / weight(report), 1e-6);
  }

  private static double weight(GradientReport report) {
    GradientReport.TensorError worst = report.tensors().get(0);
    return Math.abs(worst.analytic()) / (3.0001 * Math.pow(X.get(worst.index()), 2));
  }

  @Test
  void aMissingGradientIsCaught() {
    Layer blocked = (scope, x) -> x.builder().emit(new Cube(0), x);
    GradientReport report = GradientCheck.DEFAULT.of(blocked, X);
    assertThrows(AssertionError.class, () -> report.assertWithin(GradientCheck.TOLERANCE));
  }

  @Test
  void parametersOfAllLayersOfANetworkAreChecked() {
    Network network =
        new Network(
            List.of(new Network.Input("x", new TensorType(DataType.FLOAT32, Shape.of(4)))),
            List.of(
                new Network.Node("hidden", Dense.of(5, new Tanh()), List.of("x"), true),
                new Network.Node("out", Dense.of(2), List.of("hidden"), true)),
            List.of("out", "hidden"));
    GradientReport report = GradientCheck.DEFAULT.of(network, Map.of("x", X));
    report.assertWithin(GradientCheck.TOLERANCE);
    assertEquals(
        List.of("x", "hidden/kernel", "hidden/bias", "out/kernel", "out/bias"),
        report.tensors().stream().map(GradientReport.TensorError::tensor).toList());
  }

  @Test
  void aKinkIsLeftOutIfTheCallerSaysThatThereAreKinks() {
    Tensor x = Tensor.of(Shape.of(1, 6), 1, -1, 0, 0.5, -0.5, 2);
    Layer relu = (scope, value) -> value.relu();
    GradientReport plain = GradientCheck.DEFAULT.of(relu, x);
    assertThrows(AssertionError.class, () -> plain.assertWithin(GradientCheck.TOLERANCE));
    GradientReport careful = GradientCheck.DEFAULT.skippingKinks().of(relu, x);
    careful.assertWithin(GradientCheck.TOLERANCE);
    assertEquals(1, careful.tensors().get(0).skipped());
  }

  @Test
  void aKinkThatIsMerelyNearIsLeftBehindByASmallerStep() {
    Tensor x = Tensor.of(Shape.of(1, 3), 1, 1e-6, -1e-6);
    Layer relu = (scope, value) -> value.relu();
    GradientReport report = GradientCheck.DEFAULT.of(relu, x);
    report.assertWithin(GradientCheck.TOLERANCE);
    assertEquals(3, report.tensors().get(0).checked());
  }

  @Test
  void ofLargeTensorsASampleIsChecked() {
    GradientReport report = GradientCheck.DEFAULT.of(cube(3), random(Shape.of(30, 10)));
    assertEquals(200, report.tensors().get(0).checked());
  }
}
