package dev.nn.core.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
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
import dev.nn.core.GoldenCases;
import dev.nn.core.Records;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
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
    TrainingGraph graph = graph(optimizer, shapes);
    VariableLayout layout = layout(graph);
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
        Variables memory = backend.allocate(layout)) {
      double[] initial = GoldenCases.numbers(each.get("initial"));
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
        JsonArray gradients = each.getAsJsonArray("gradients");
        for (int t = 0; t < gradients.size(); t++) {
          step.input("g").write(GoldenCases.numbers(gradients.get(t)), 0);
          double rate = optimizer.learningRate().at(t);
          for (HostScalar scalar : graph.scalars()) {
            step.input(scalar.input()).item(scalar.value().at(t + 1, rate));
          }
          step.run();
          double[] theta =
              IntStream.range(0, shapes.size())
                  .mapToObj(i -> memory.read("layer/w" + i).toDoubles())
                  .flatMapToDouble(Arrays::stream)
                  .toArray();
          double[] expected = GoldenCases.numbers(each.getAsJsonArray("trajectory").get(t));
          assertEquals(
              Optional.empty(), GoldenCases.difference(expected, theta), "after step " + t);
        }
      }
    }
  }

  // Ops per element and step, with the one that keeps θ if the cost is not finite. This is the
  // whole cost of an update: whoever adds one should know.
  @ParameterizedTest
  @CsvSource({"sgd, 3", "rmsprop, 10", "adam, 13", "adamw, 14"})
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
