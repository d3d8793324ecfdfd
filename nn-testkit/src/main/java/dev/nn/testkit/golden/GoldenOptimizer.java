package dev.nn.testkit.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.network.Network;
import dev.nn.testkit.train.StepProgram;
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
  private GoldenOptimizer() {}

  /** One of the parameters. */
  private record Part(String name, Shape shape) {
    String variable() {
      return "layer/" + name;
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

  static void check(GoldenCheck check) {
    List<Part> parts = parts(check.golden().json().getAsJsonArray("variables"));
    List<Network.Input> inputs =
        parts.stream()
            .map(p -> new Network.Input(p.name(), new TensorType(check.dtype(), p.shape())))
            .toList();
    try (StepProgram steps =
        new StepProgram(
            new WeightedSum(parts),
            inputs,
            check.make(Optimizer.class),
            check.dtype(),
            check.backend())) {
      cut(parts, check.golden().numbers("initial"))
          .forEach((part, value) -> steps.program().set(part.variable(), value));
      JsonArray gradients = check.golden().json().getAsJsonArray("gradients");
      JsonArray trajectory = check.golden().json().getAsJsonArray("trajectory");
      for (int t = 0; t < gradients.size(); t++) {
        cut(parts, GoldenCase.numbers(gradients.get(t)))
            .forEach(
                (part, g) -> steps.program().write(part.name(), g.reshape(g.shape().withBatch(1))));
        steps.run(t + 1);
        String when = " after step " + t;
        cut(parts, GoldenCase.numbers(trajectory.get(t)))
            .forEach(
                (part, expected) ->
                    check.compare(
                        part.name() + when, expected, steps.program().variable(part.variable())));
      }
    }
  }

  private static List<Part> parts(JsonArray variables) {
    return StreamSupport.stream(variables.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(v -> new Part(v.get("name").getAsString(), GoldenCase.shape(v.get("shape"))))
        .toList();
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
