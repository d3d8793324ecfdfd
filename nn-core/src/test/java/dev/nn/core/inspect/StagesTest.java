package dev.nn.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {
  /** 2 → 8 → 3, batches of 4. */
  private static Stages stages() {
    Network network =
        new Network(
            List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(2)))),
            List.of(
                new Network.Node("hidden", Dense.of(8, new Tanh()), List.of("input"), true),
                new Network.Node("class", Dense.of(3, new Softmax(-1)), List.of("hidden"), true)),
            List.of("class"));
    Objective objective =
        new Objective("class", "target", SparseCategoricalCrossentropy.of(), 1, Map.of());
    TrainingGraph training =
        TrainingGraph.write(
            network,
            List.of(objective),
            Map.of("target", new TensorType(DataType.INT32, Shape.SCALAR)),
            Adam.of(0.01),
            DataType.FLOAT32,
            4,
            false);
    return Stages.of(training, new ReferenceBackendProvider().support().orElseThrow());
  }

  private static List<Node> products(Graph graph) {
    return graph.nodes().stream().filter(node -> node.op() instanceof MatMul).toList();
  }

  @Test
  void theForwardGraphEndsWithTheCost() {
    Stages stages = stages();
    List<Node> nodes = stages.forward().nodes();
    Node last = nodes.get(nodes.size() - 1);
    assertEquals("C", last.label());
    assertEquals(last.id(), stages.forward().outputs().get(TrainingGraph.LOSS).node());
    assertEquals(2, products(stages.forward()).size());
    assertEquals(List.of(), stages.forward().updates());
  }

  @Test
  void everyNodeOfTheBackwardPassNamesTheNodeItDifferentiates() {
    TrainingGraph training = stages().training();
    Graph graph = training.graph();
    int cost = graph.outputs().get(TrainingGraph.LOSS).node();
    for (Node node : graph.nodes()) {
      boolean update = node.path().equals(TrainingGraph.OPTIMIZER);
      boolean finite =
          !training.chainRule().sources().containsKey(node.id()) && node.id() > cost && !update;
      // Whether the cost is finite is found out between the passes, in no layer.
      assertTrue(!finite || node.path().isEmpty(), node::toString);
    }
    training
        .chainRule()
        .sources()
        .forEach(
            (later, earlier) -> {
              assertTrue(later > cost && earlier <= cost, later + " of " + earlier);
              assertEquals(graph.nodes().get(earlier).path(), graph.nodes().get(later).path());
            });
    // Backpropagation through a matrix product is two matrix products, but for the first, whose
    // input is data.
    List<Node> products = products(graph);
    List<Integer> sources =
        products.stream()
            .filter(node -> node.id() > cost)
            .map(node -> training.chainRule().sources().get(node.id()))
            .toList();
    int first = products.get(0).id();
    int second = products.get(1).id();
    assertEquals(List.of(second, second, first), sources);
  }

  @Test
  void thePlanHoldsParametersAndTheOptimizersVariables() {
    PlannedMemory memory = PlannedMemory.of(stages().plan());
    long parameters = 2 * 8 + 8 + 8 * 3 + 3;
    assertEquals(4 * parameters, memory.parameters());
    assertEquals(2 * 4 * parameters, memory.optimizer(), "Adam keeps two moments of each");
    assertEquals(0, memory.frozen() + memory.state());
    assertTrue(memory.arena() > 0);
    assertFalse(stages().plan().instructions().isEmpty());
  }
}
