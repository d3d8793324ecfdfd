package dev.nn.core.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.model.Compiler;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BackpropagationTest {
  private final GraphBuilder builder = new GraphBuilder();

  private Value input(String name, int... shape) {
    return builder.emit(new Input(name, new TensorType(DataType.FLOAT64, Shape.of(shape))));
  }

  private double[] gradient(UnaryOperator<Value> formula, double... at) {
    Value x = input("x", at.length);
    Value cost = formula.apply(x);
    builder.output("gradient", Backpropagation.gradients(cost, List.of(x)).get(0));
    VariableLayout none = new VariableLayout(List.of());
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
        Executable executable =
            backend.compile(
                Compiler.DEFAULT.compile(builder.build(), none, backend), backend.allocate(none))) {
      executable.input("x").write(Tensor.of(Shape.of(at.length), at));
      executable.run();
      return executable.output("gradient").read().toDoubles();
    }
  }

  @Test
  void gradientsOfAValueUsedSeveralTimesAreSummed() {
    // C = Σ x·eˣ + x²: ∂C/∂x = eˣ(1+x) + 2x.
    double[] gradient = gradient(x -> x.multiply(x.exp()).add(x.square()).sum(), 0.5, -1);
    assertArrayEquals(new double[] {Math.exp(0.5) * 1.5 + 1, -2}, gradient, 1e-12);
  }

  @Test
  void whatWasBroadcastIsSummed() {
    // C = Σᵢⱼ xⱼ·cᵢⱼ with c of two rows: ∂C/∂xⱼ = Σᵢ cᵢⱼ.
    double[] gradient =
        gradient(
            x ->
                x.multiply(x.builder().constant(Tensor.of(Shape.of(2, 2), 1.0, 2.0, 10.0, 20.0)))
                    .sum(),
            3,
            4);
    assertArrayEquals(new double[] {11, 22}, gradient, 1e-12);
  }

  @Test
  void aCostThatDoesNotDependOnAValueHasAGradientOfZero() {
    assertArrayEquals(
        new double[] {0, 0}, gradient(x -> x.builder().scalar(DataType.FLOAT64, 2).square(), 1, 2));
  }

  @Test
  void aProductOfMatricesGoesBackAsTwoProducts() {
    Value a = input("a", 2, 3);
    Value b = input("b", 3, 4);
    int before = builder.size();
    Backpropagation.gradients(a.matmul(b).square().sum(), List.of(a, b));
    long products =
        builder.build().nodes().stream()
            .skip(before + 1)
            .filter(node -> node.op().name().equals("matmul"))
            .count();
    assertEquals(2, products);
  }

  @Test
  void gradientNodesCarryTheLayerTheyComeFromAndTheirLabel() {
    Value x = input("x", 3);
    Value z = builder.within("hidden", () -> x.scale(3).labelled("z"));
    Value cost = builder.within("loss", () -> z.tanh().sum());
    Backpropagation.gradients(cost, List.of(x));
    Node delta =
        builder.build().nodes().stream()
            .filter(node -> node.label().equals("∂C/∂z"))
            .findFirst()
            .orElseThrow();
    assertEquals("loss", delta.path(), "δ is made by the chain rule of the op that reads z");
  }

  @Test
  void aCostThatIsNotOneNumberIsRefused() {
    Value x = input("x", 3);
    assertThrows(
        IllegalArgumentException.class, () -> Backpropagation.gradients(x.tanh(), List.of(x)));
  }
}
