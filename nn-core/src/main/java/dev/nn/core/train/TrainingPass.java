package dev.nn.core.train;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import java.util.List;
import java.util.Map;

/**
 * A training step up to its cost, in a graph that is still open: gradients of whatever is asked for
 * can be added, and outputs. States keep their values.
 *
 * @param builder of the graph; it has the outputs that {@link TrainingGraph} says
 * @param forward what the layers have written
 * @param cost C, with everything that training adds up: weights of outputs, examples and classes,
 *     regularizers
 */
public record TrainingPass(GraphBuilder builder, NetworkWriter.Forward forward, Value cost) {
  static TrainingPass write(
      Network network,
      List<Objective> objectives,
      Map<String, TensorType> targets,
      DataType dtype,
      int batch,
      boolean weighted) {
    GraphBuilder builder = new GraphBuilder();
    NetworkWriter.Forward forward = new NetworkWriter(builder, dtype, true).write(network, batch);
    Value cost =
        TrainingGraph.cost(builder, forward, objectives, targets, dtype, batch, weighted, true);
    return new TrainingPass(builder, forward, cost);
  }
}
