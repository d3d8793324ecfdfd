package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A training graph, and beside each composite op what it is made of. What follows a composite reads
 * the composite, as in training; its parts are there to be shown.
 *
 * @param graph the nodes of the training graph under the same numbers, then the parts
 * @param meaning for the outputs of composites, the part that computes the same
 * @param origins for the parts, the composite they belong to
 * @param updates the optimizer's equations, once for each parameter
 * @param pieces for what is cut out of values that were joined or padded, the value that it was
 *     before
 * @param zeros what is cut out of padding
 */
public record Unfolded(
    Graph graph,
    Map<Ref, Ref> meaning,
    Map<Integer, Integer> origins,
    ParameterUpdates updates,
    Map<Ref, Ref> pieces,
    Set<Ref> zeros) {
  /** Known by their names: nobody would write them out. */
  private static final Set<Class<? extends Op>> KNOWN =
      Set.of(Softmax.class, LogSoftmax.class, SparseSoftmaxCrossEntropy.class);

  static Unfolded of(Graph graph) {
    GraphBuilder builder = new GraphBuilder();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(builder::value).toList();
      Value first = builder.within(node.path(), () -> builder.emit(node.op(), inputs)).get(0);
      builder.label(first, node.label());
    }
    ParameterUpdates updates = ParameterUpdates.write(graph, builder);
    Map<Ref, Ref> meaning = new HashMap<>();
    Map<Integer, Integer> origins = new HashMap<>();
    for (int id = 0; id < builder.size(); id++) {
      Node node = builder.node(new Ref(id, 0));
      if (node.op() instanceof Op.Composite composite && !KNOWN.contains(composite.getClass())) {
        List<Value> inputs = node.inputs().stream().map(builder::value).toList();
        int from = builder.size();
        List<Value> parts = builder.within(node.path(), () -> composite.decompose(builder, inputs));
        for (int part = from; part < builder.size(); part++) {
          origins.put(part, origins.getOrDefault(id, id));
        }
        for (int i = 0; i < parts.size(); i++) {
          meaning.put(new Ref(id, i), parts.get(i).ref());
        }
      }
    }
    Graph unfolded = builder.build();
    Pieces pieces = Pieces.of(unfolded, meaning);
    return new Unfolded(
        unfolded,
        Map.copyOf(meaning),
        Map.copyOf(origins),
        updates,
        Map.copyOf(pieces.sources()),
        Set.copyOf(pieces.zeros()));
  }

  /** The node of the training graph that a node is a part of, or is. */
  int origin(int id) {
    return origins.getOrDefault(id, id);
  }

  /** The node that computes a value. */
  public Node node(Ref ref) {
    return graph.node(ref);
  }

  /** Operands in the order in which one writes them: numbers before what they are multiplied by. */
  List<Ref> operands(Node node) {
    List<Ref> inputs = node.inputs();
    boolean turned =
        node.op().equals(new Binary(BinaryFunction.MULTIPLY))
            && graph.type(inputs.get(1)).shape().rank() == 0
            && graph.type(inputs.get(0)).shape().rank() > 0;
    return turned ? List.of(inputs.get(1), inputs.get(0)) : inputs;
  }

  /** Whether it is one number, be it repeated. */
  boolean isScalar(Ref ref) {
    Node node = node(ref);
    return graph.type(ref).shape().elements() == 1
        || isTransparent(node) && isScalar(node.inputs().get(0));
  }

  /** Whether a node gives out the numbers that it takes in, at most repeated. */
  boolean isTransparent(Node node) {
    return node.op() instanceof Reshape
        || node.op() instanceof BroadcastTo
        || node.op() instanceof Cast && graph.type(node.inputs().get(0)).dtype() != DataType.BOOL;
  }

  /** x − x = 0 asks whether x is finite; steps that are shown have a finite cost. */
  boolean isGuard(Ref ref) {
    Node condition = node(ref);
    if (!(condition.op() instanceof Compare compare) || compare.comparison() != Comparison.EQUAL) {
      return false;
    }
    Node difference = node(condition.inputs().get(0));
    return difference.op().equals(new Binary(BinaryFunction.SUBTRACT))
        && difference.inputs().get(0).equals(difference.inputs().get(1));
  }
}
