package dev.nn.core.check;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small things to check. */
final class Fixture {
  static final int FEATURES = 4;
  static final int TARGETS = 3;

  private Fixture() {}

  /** x³, sending back {@code factor}·x². */
  record Cube(double factor) implements Op.Composite {
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
      if (factor != 0) {
        at.accumulate(0, at.gradient().multiply(at.input(0).square().scale(factor)));
      }
    }
  }

  /** A layer of that op. */
  static Layer cube(double factor) {
    return (scope, x) -> x.builder().emit(new Cube(factor), x);
  }

  static Backend reference() {
    return new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  /** Layers in a row, each called l0, l1, …. */
  static Network row(Layer... layers) {
    List<Network.Node> nodes = new ArrayList<>();
    for (Layer layer : layers) {
      String before = nodes.isEmpty() ? "input" : "l" + (nodes.size() - 1);
      nodes.add(new Network.Node("l" + nodes.size(), layer, List.of(before), true));
    }
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(FEATURES)))),
        nodes,
        List.of("l" + (nodes.size() - 1)));
  }

  /** Examples for a row that ends with as many numbers as there are targets. */
  static Dataset examples(int count) {
    SplittableRandom random = new SplittableRandom(8);
    return Dataset.of(
        Tensor.of(Shape.of(count, FEATURES), random.doubles(count * FEATURES, -1, 1).toArray()),
        Tensor.of(Shape.of(count, TARGETS), random.doubles(count * TARGETS, -1, 1).toArray()));
  }

  /** Squared errors of a row. */
  static Trainer trainer(Network network, Optimizer optimizer, DataType dtype, Backend backend) {
    Objective objective =
        new Objective(network.outputs().get(0), "output", MeanSquaredError.of(), 1, Map.of());
    return new Trainer(
        network,
        List.of(objective),
        optimizer,
        new TrainingOptions(1, 4, true, 5),
        dtype,
        backend,
        examples(2));
  }
}
