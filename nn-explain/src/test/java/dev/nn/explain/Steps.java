package dev.nn.explain;

import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Optimizer;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small networks in float64 on the reference backend. */
final class Steps {
  private Steps() {}

  /** Layers one after the other, called after their place: l1, l2, …. */
  static Trainer chain(Loss loss, Optimizer optimizer, Dataset data, Layer... layers) {
    List<Network.Node> nodes = new ArrayList<>();
    String before = "input";
    for (Layer layer : layers) {
      String name = "l" + (nodes.size() + 1);
      nodes.add(new Network.Node(name, layer, List.of(before), true));
      before = name;
    }
    return dag(loss, optimizer, data, nodes);
  }

  /** Layers as they name each other; the last is the output. */
  static Trainer dag(Loss loss, Optimizer optimizer, Dataset data, List<Network.Node> nodes) {
    String output = nodes.get(nodes.size() - 1).name();
    Tensor input = data.inputs().get("input");
    Network network =
        new Network(
            List.of(
                new Network.Input(
                    "input", new TensorType(input.dtype(), input.shape().withoutBatch()))),
            nodes,
            List.of(output));
    return new Trainer(
        network,
        List.of(new Objective(output, "output", loss, 1, Map.of())),
        optimizer,
        new TrainingOptions(1, 4, true, 1),
        DataType.FLOAT64,
        new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT),
        data);
  }

  /** Numbers between −1 and 1. */
  static Tensor numbers(int... shape) {
    Shape sizes = Shape.of(shape);
    double[] values = new double[sizes.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(1 + 1.7 * i);
    }
    return Tensor.of(sizes, values);
  }

  /** The equations of a pass, one line each: {@code z¹ = a⁰ θ¹ + b¹}. */
  static List<String> equations(Trainer trainer, int batch, Section.Pass pass) {
    return new Equations(trainer.network(), trainer.graph(batch))
        .sections().stream()
            .filter(section -> section.pass() == pass)
            .flatMap(section -> section.lines().stream())
            .map(line -> line.name() + " = " + TermText.NAMES.of(line.term()))
            .toList();
  }
}
