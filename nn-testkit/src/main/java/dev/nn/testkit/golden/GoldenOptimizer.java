package dev.nn.testkit.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import dev.nn.api.train.Optimizer;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.HostScalar;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import dev.nn.testkit.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Parameters after each of some steps with given gradients. The training graph is the real one, of
 * a network whose cost is C = Σ θ·g with g fed in, so that ∂C/∂θ = g.
 */
final class GoldenOptimizer {
  private static final String LAYER = "weighted_sum";
  private static final String TARGET = "unused";

  private GoldenOptimizer() {}

  /** One of the parameters. */
  private record Part(String name, Shape shape) {
    String variable() {
      return LAYER + "/" + name;
    }
  }

  /** Σ θᵢ·gᵢ. Shapes: gᵢ [1, ...] → [1]. */
  private record WeightedSum(List<Part> parts) implements MergeLayer {
    @Override
    public Value apply(LayerScope scope, List<Value> gradients) {
      Value sum = null;
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        Value theta = scope.parameter(part.name(), part.shape(), (spec, random) -> new double[0]);
        Value product = theta.multiply(gradients.get(i).reshape(part.shape())).sum();
        sum = sum == null ? product : sum.add(product);
      }
      return sum.reshape(1);
    }
  }

  /** C = prediction. */
  private record Identity() implements Loss {
    @Override
    public Value apply(Value prediction, Value target) {
      return prediction;
    }

    @Override
    public LossReduction reduction() {
      return LossReduction.SUM;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.VALUE;
    }
  }

  static void check(GoldenCheck check) {
    JsonObject json = check.golden().json();
    List<Part> parts =
        StreamSupport.stream(json.getAsJsonArray("variables").spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .map(v -> new Part(v.get("name").getAsString(), GoldenCase.shape(v.get("shape"))))
            .toList();
    Optimizer optimizer = check.make(Optimizer.class);
    TrainingGraph graph = graph(parts, optimizer, check.dtype());
    List<Variable> variables =
        graph.variables().stream().map(NetworkWriter.Declared::variable).toList();
    try (Program program = Program.compile(graph.graph(), variables, check.backend())) {
      for (NetworkWriter.Declared declared : graph.variables()) {
        if (declared.variable().role() == Variable.Role.OPTIMIZER) {
          double[] first = declared.spec().initializer().sample(declared.spec(), null);
          program.set(declared.variable().variable(), Tensor.of(declared.variable().type(), first));
        }
      }
      cut(parts, check.golden().numbers("initial"))
          .forEach((part, value) -> program.set(part.variable(), value));
      JsonArray gradients = json.getAsJsonArray("gradients");
      JsonArray trajectory = json.getAsJsonArray("trajectory");
      for (int t = 0; t < gradients.size(); t++) {
        step(program, graph, optimizer, t, cut(parts, GoldenCase.numbers(gradients.get(t))));
        int now = t;
        cut(parts, GoldenCase.numbers(trajectory.get(t)))
            .forEach(
                (part, expected) ->
                    check.compare(
                        part.name() + " after step " + now,
                        expected,
                        program.variable(part.variable())));
      }
    }
  }

  private static TrainingGraph graph(List<Part> parts, Optimizer optimizer, DataType dtype) {
    Layer layer = new WeightedSum(parts);
    List<Network.Input> inputs =
        parts.stream()
            .map(p -> new Network.Input(p.name(), new TensorType(dtype, p.shape())))
            .toList();
    List<String> names = parts.stream().map(Part::name).toList();
    Network network =
        new Network(inputs, List.of(new Network.Node(LAYER, layer, names, true)), List.of(LAYER));
    return TrainingGraph.write(
        network,
        List.of(new Objective(LAYER, TARGET, new Identity(), 1, Map.of())),
        Map.of(TARGET, new TensorType(dtype, Shape.SCALAR)),
        optimizer,
        dtype,
        1,
        false);
  }

  private static void step(
      Program program,
      TrainingGraph graph,
      Optimizer optimizer,
      int t,
      Map<Part, Tensor> gradients) {
    gradients.forEach((part, g) -> program.write(part.name(), g.reshape(g.shape().withBatch(1))));
    double rate = optimizer.learningRate().at(t);
    for (HostScalar scalar : graph.scalars()) {
      double value = scalar.value().at(t + 1, rate);
      program.write(scalar.input(), Tensor.scalar(DataType.FLOAT64, value));
    }
    program.write(
        TrainingGraph.TARGET + TARGET, Tensor.zeros(new TensorType(DataType.FLOAT64, Shape.of(1))));
    program.run();
  }

  private static Map<Part, Tensor> cut(List<Part> parts, double[] flat) {
    Map<Part, Tensor> tensors = new LinkedHashMap<>();
    int from = 0;
    for (Part part : parts) {
      int to = from + part.shape().elements();
      tensors.put(part, Tensor.of(part.shape(), Arrays.copyOfRange(flat, from, to)));
      from = to;
    }
    return tensors;
  }
}
