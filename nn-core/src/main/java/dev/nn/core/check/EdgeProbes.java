package dev.nn.core.check;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a graph in which something can be added to each operand of each node, for that node
 * alone: the gradient with respect to what is added is what the node's own rule sends back to that
 * operand.
 *
 * @param builder of the copy
 * @param probes the places, in the order of the nodes
 * @param images where the values of the original are in the copy
 */
record EdgeProbes(GraphBuilder builder, List<Probe> probes, Map<Ref, Value> images) {
  /**
   * One operand of one node.
   *
   * @param node of the original graph
   * @param operand its number
   * @param added an input of the operand's type
   * @param value the operand, without what is added
   */
  record Probe(Node node, int operand, Value added, Value value) {
    /** The input's name. */
    String name() {
      return probe(node, operand);
    }
  }

  private static String probe(Node node, int operand) {
    return "probe " + node.id() + "." + operand;
  }

  /** Copies a graph; probed are those places that lie between floating leaves and a value. */
  static EdgeProbes of(Graph graph, Ref end) {
    Set<Integer> between = between(graph, end);
    EdgeProbes copy = new EdgeProbes(new GraphBuilder(), new ArrayList<>(), new HashMap<>());
    for (Node node : graph.nodes()) {
      copy.builder.within(
          node.path(),
          () -> {
            copy.add(node, between);
            return null;
          });
    }
    graph.outputs().forEach((name, ref) -> copy.builder.output(name, copy.images.get(ref)));
    return copy;
  }

  private void add(Node node, Set<Integer> between) {
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Ref input = node.inputs().get(i);
      Value value = images.get(input);
      boolean probed = between.contains(node.id()) && between.contains(input.node());
      if (probed && value.dtype().isFloating()) {
        Value added = builder.emit(new Input(probe(node, i), value.type()));
        probes.add(new Probe(node, i, added, value));
        value = value.add(added);
      }
      operands.add(value);
    }
    List<Value> results = builder.emit(node.op(), operands);
    for (int i = 0; i < results.size(); i++) {
      images.put(new Ref(node.id(), i), results.get(i));
    }
  }

  /** Nodes that depend on an input or a variable, and on which the end depends. */
  private static Set<Integer> between(Graph graph, Ref end) {
    Set<Integer> after = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean leaf = node.op() instanceof Input || node.op() instanceof Variable;
      boolean start = leaf && ((Leaf) node.op()).type().dtype().isFloating();
      if (start || node.inputs().stream().anyMatch(input -> after.contains(input.node()))) {
        after.add(node.id());
      }
    }
    Set<Integer> before = new HashSet<>(Set.of(end.node()));
    for (int id = end.node(); id >= 0; id--) {
      if (before.contains(id)) {
        graph.nodes().get(id).inputs().forEach(input -> before.add(input.node()));
      }
    }
    after.retainAll(before);
    return after;
  }
}
