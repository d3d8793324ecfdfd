package dev.nn.core.plan;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies what is wanted of a variable after the run: an output, or the next value of another
 * variable, that is the old value of one that the run changes. Everything else can then be read
 * where it lies.
 */
final class OldValues {
  private final Graph graph;
  private final List<Node> nodes;
  private final Map<Ref, Ref> copies = new LinkedHashMap<>();

  private OldValues(Graph graph) {
    this.graph = graph;
    this.nodes = new ArrayList<>(graph.nodes());
  }

  /** The graph with a copy at its end for each such value. */
  static Graph kept(Graph graph) {
    return graph.updates().isEmpty() ? graph : new OldValues(graph).run();
  }

  private Graph run() {
    Map<String, Ref> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, ref) -> outputs.put(name, copy(ref)));
    List<Graph.Update> updates =
        graph.updates().stream()
            .map(update -> new Graph.Update(update.variable(), copy(update.value())))
            .toList();
    return new Graph(nodes, outputs, updates);
  }

  private Ref copy(Ref ref) {
    return namesVariable(ref) ? copies.computeIfAbsent(ref, this::append) : ref;
  }

  private boolean namesVariable(Ref ref) {
    Node node = graph.node(ref);
    boolean alias = node.op() instanceof Reshape || node.op() instanceof Slice;
    return alias
        ? namesVariable(node.inputs().get(0))
        : node.op() instanceof Variable || node.op() instanceof FlatVariables;
  }

  private Ref append(Ref ref) {
    Node node = graph.node(ref);
    // Stretching a value to its own shape is a copy.
    BroadcastTo copy = new BroadcastTo(graph.type(ref).shape());
    int id = nodes.size();
    nodes.add(new Node(id, copy, List.of(ref), List.of(graph.type(ref)), node.path(), ""));
    return new Ref(id, 0);
  }
}
