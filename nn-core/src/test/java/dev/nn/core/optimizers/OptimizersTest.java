package dev.nn.core.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.GoldenCases;
import dev.nn.core.Records;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.schedules.Constant;
import dev.nn.core.train.HostScalar;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizersTest {
  private static final Records RECORDS = new Records();

  /** Σ g·θ over its parameters, so that the gradient of θ is the input g. */
  private record Slope(List<Shape> shapes) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value g) {
      List<Value> parts = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < shapes.size(); i++) {
        Value theta = scope.parameter("w" + i, shapes.get(i), new Zeros());
        Value slope = g.slice(1, start, shapes.get(i).elements());
        parts.add(theta.multiply(slope.reshape(shapes.get(i))).sum());
        start += shapes.get(i).elements();
      }
      return parts.stream().reduce(Value::add).orElseThrow().reshape(1);
    }
  }

  /** The prediction itself. */
  private record Itself() implements Loss {
    @Override
    public Value apply(Value prediction, Value target) {
      return prediction;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.VALUE;
    }
  }

  private static TrainingGraph graph(Optimizer optimizer, List<Shape> shapes) {
    int total = shapes.stream().mapToInt(Shape::elements).sum();
    TensorType example = new TensorType(DataType.FLOAT64, Shape.of(total));
    return TrainingGraph.write(
        new Network(
            List.of(new Network.Input("g", example)),
            List.of(new Network.Node("layer", new Slope(shapes), List.of("g"), true)),
            List.of("layer")),
        List.of(new Objective("layer", "target", new Itself(), 1, Map.of())),
        Map.of("target", new TensorType(DataType.FLOAT64, Shape.SCALAR)),
        optimizer,
        DataType.FLOAT64,
        1,
        false);
  }

  private static VariableLayout layout(TrainingGraph graph) {
    List<Variable> variables =
        graph.variables().stream().map(NetworkWriter.Declared::variable).toList();
    return new VariableLayout(variables);
  }

  @TestFactory
  Stream<DynamicTest> parametersFollowTheGoldenTrajectories() {
    return GoldenCases.tests(
        "optimizers",
        each -> RECORDS.knows(Optimizer.class, each.get("optimizer")),
        OptimizersTest::follow);
  }

  private static void follow(JsonObject each) {
    Optimizer optimizer = RECORDS.make(Optimizer.class, each.get("optimizer"));
    List<Shape> shapes = new ArrayList<>();
    for (var variable : each.getAsJsonArray("variables")) {
      double[] sizes = GoldenCases.numbers(variable.getAsJsonObject().get("shape"));
      shapes.add(Shape.of(Arrays.stream(sizes).mapToInt(size -> (int) size).toArray()));
    }
    List<double[]> gradients =
        each.getAsJsonArray("gradients").asList().stream().map(GoldenCases::numbers).toList();
    double[] initial = GoldenCases.numbers(each.get("initial"));
    List<double[]> trajectory = trajectory(optimizer, shapes, initial, gradients);
    for (int t = 0; t < gradients.size(); t++) {
      double[] expected = GoldenCases.numbers(each.getAsJsonArray("trajectory").get(t));
      assertEquals(
          Optional.empty(), GoldenCases.difference(expected, trajectory.get(t)), "after step " + t);
    }
  }

  /** θ after each step, all parameters one after the other. */
  private static List<double[]> trajectory(
      Optimizer optimizer, List<Shape> shapes, double[] initial, List<double[]> gradients) {
    TrainingGraph graph = graph(optimizer, shapes);
    VariableLayout layout = layout(graph);
    List<double[]> trajectory = new ArrayList<>();
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
        Variables memory = backend.allocate(layout)) {
      int start = 0;
      for (int i = 0; i < shapes.size(); i++) {
        int end = start + shapes.get(i).elements();
        memory.write(
            "layer/w" + i, Tensor.of(shapes.get(i), Arrays.copyOfRange(initial, start, end)));
        start = end;
      }
      for (NetworkWriter.Declared state : graph.variables()) {
        if (state.variable().role() == Variable.Role.OPTIMIZER) {
          double[] first = state.spec().initializer().sample(state.spec(), null);
          memory.write(state.variable().variable(), Tensor.of(state.variable().type(), first));
        }
      }
      try (Executable step =
          backend.compile(Compiler.DEFAULT.compile(graph.graph(), layout, backend), memory)) {
        for (int t = 0; t < gradients.size(); t++) {
          step.input("g").write(gradients.get(t), 0);
          double rate = optimizer.learningRate().at(t);
          for (HostScalar scalar : graph.scalars()) {
            step.input(scalar.input()).item(scalar.value().at(t + 1, rate));
          }
          step.run();
          trajectory.add(
              IntStream.range(0, shapes.size())
                  .mapToObj(i -> memory.read("layer/w" + i).toDoubles())
                  .flatMapToDouble(Arrays::stream)
                  .toArray());
        }
      }
    }
    return trajectory;
  }

  @Test
  void ftrlIsItsFormulaAndSetsSmallElementsToZero() {
    double eta = 0.2;
    double l1 = 0.3;
    double l2 = 0.05;
    double shrinkage = 0.02;
    double beta = 0.4;
    Ftrl ftrl =
        new Ftrl(
            new Constant(eta),
            -0.4,
            0.1,
            l1,
            l2,
            shrinkage,
            beta,
            Optional.empty(),
            UpdateRules.NONE);
    double[] theta = {1, -0.5, 0.01};
    List<double[]> gradients =
        List.of(new double[] {0.5, -1, 0.02}, new double[] {0.3, 2, -0.01}, new double[] {1, 1, 0});
    List<double[]> actual = trajectory(ftrl, List.of(Shape.of(3)), theta, gradients);
    double[] n = {0.1, 0.1, 0.1};
    double[] z = new double[3];
    for (int t = 0; t < 3; t++) {
      for (int i = 0; i < 3; i++) {
        double g = gradients.get(t)[i];
        double next = n[i] + g * g;
        double sigma = (Math.pow(next, 0.4) - Math.pow(n[i], 0.4)) / eta;
        z[i] += g + 2 * shrinkage * theta[i] - sigma * theta[i];
        n[i] = next;
        theta[i] =
            Math.abs(z[i]) <= l1
                ? 0
                : (Math.signum(z[i]) * l1 - z[i]) / ((Math.pow(next, 0.4) + beta) / eta + 2 * l2);
      }
      assertArrayEquals(theta, actual.get(t), 1e-12, "after step " + t);
    }
    assertEquals(0, actual.get(2)[2]);
  }

  @Test
  void muonsStepIsTheMomentumMadeOrthogonal() {
    // Tall, wide, and a vector for Adam. Without decay, with so many rounds that X is orthogonal.
    Muon muon =
        new Muon(
            new Constant(0.1),
            0.9,
            0.999,
            0,
            1e-7,
            0,
            List.of(),
            true,
            1.5,
            -0.5,
            0,
            1,
            0.5,
            40,
            true,
            0.3,
            UpdateRules.NONE);
    List<Shape> shapes = List.of(Shape.of(3, 2), Shape.of(2, 4), Shape.of(2));
    double[] g = {1, 2, -1, 0.5, 3, 1, 0.2, -0.4, 1, 2, 1, 0.3, -2, 0.1, 0.5, -0.25};
    double[] start = new double[16];
    double[] theta = trajectory(muon, shapes, start, List.of(g)).get(0);
    double tall = 0.1 * 0.3 * Math.sqrt(3);
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        double product = 0;
        for (int row = 0; row < 3; row++) {
          product += theta[row * 2 + a] * theta[row * 2 + b];
        }
        assertEquals(a == b ? tall * tall : 0, product, 1e-9, "columns " + a + ", " + b);
        product = 0;
        for (int column = 0; column < 4; column++) {
          product += theta[6 + a * 4 + column] * theta[6 + b * 4 + column];
        }
        double wide = 0.1 * 0.3 * 2;
        assertEquals(a == b ? wide * wide : 0, product, 1e-9, "rows " + a + ", " + b);
      }
    }
    // Of all orthogonal steps, the polar factor goes along the gradient: ⟨θ, g⟩ = −step·Σ singular
    // values, and so GᵀX is symmetric.
    double left = 0;
    double right = 0;
    for (int row = 0; row < 3; row++) {
      left += g[row * 2] * theta[row * 2 + 1];
      right += g[row * 2 + 1] * theta[row * 2];
    }
    assertEquals(left, right, 1e-9);
    assertArrayEquals(
        trajectory(
                Adam.of(0.1),
                List.of(Shape.of(2)),
                new double[2],
                List.of(new double[] {0.5, -0.25}))
            .get(0),
        Arrays.copyOfRange(theta, 14, 16),
        1e-12);
  }

  @Test
  void muonLeavesEmbeddingsAndWhatIsExcludedToAdam() {
    Muon muon =
        new Muon(
            new Constant(0.1),
            0.9,
            0.999,
            0,
            1e-7,
            0,
            List.of("*/w1"),
            true,
            3.4445,
            -4.775,
            2.0315,
            1,
            0.95,
            5,
            true,
            0.2,
            UpdateRules.NONE);
    List<Shape> shapes = List.of(Shape.of(2, 2), Shape.of(2, 2));
    double[] g = {1, 2, -1, 0.5, 1, 2, -1, 0.5};
    double[] theta = trajectory(muon, shapes, new double[8], List.of(g)).get(0);
    double[] adam = trajectory(Adam.of(0.1), shapes, new double[8], List.of(g)).get(0);
    assertArrayEquals(Arrays.copyOfRange(adam, 4, 8), Arrays.copyOfRange(theta, 4, 8), 1e-12);
    assertNotEquals(adam[0], theta[0], 1e-3);
    assertTrue(muon.patterns().contains("*/w1"));
  }

  // Ops per element and step, with the one that keeps θ if the cost is not finite. This is the
  // whole cost of an update: whoever adds one should know.
  @ParameterizedTest
  @CsvSource({
    "sgd, 3",
    "rmsprop, 10",
    "adam, 13",
    "adamw, 14",
    "adagrad, 8",
    "adadelta, 17",
    "adamax, 11",
    "nadam, 16",
    "lion, 10",
    "ftrl, 15",
    "schedule_free_adamw, 19"
  })
  void anUpdateIsOneFusedLoop(String name, int steps) {
    Optimizer optimizer = RECORDS.make(Optimizer.class, new JsonPrimitive(name));
    TrainingGraph graph = graph(optimizer, List.of(Shape.of(100)));
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT)) {
      List<Integer> loops =
          Compiler.DEFAULT.compile(graph.graph(), layout(graph), backend).instructions().stream()
              .filter(each -> each.outputs().get(0).type().shape().elements() == 100)
              .filter(each -> each.path().equals("optimizer"))
              .map(each -> each.op() instanceof Fused fused ? fused.steps().size() : 1)
              .toList();
      assertEquals(List.of(steps), loops);
    }
  }
}
