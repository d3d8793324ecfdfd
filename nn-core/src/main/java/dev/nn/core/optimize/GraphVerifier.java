package dev.nn.core.optimize;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Checks a graph after a pass: ids, order, types, updates. What it finds is a fault of the pass,
 * not of the user.
 */
public final class GraphVerifier {
  private GraphVerifier() {}

  /**
   * @param pass the pass that made the graph, for the message
   * @return the graph itself
   * @throws IllegalStateException naming pass, node and fault
   */
  public static Graph verify(String pass, Graph graph) {
    for (int id = 0; id < graph.nodes().size(); id++) {
      Node node = graph.nodes().get(id);
      if (node.id() != id) {
        throw fault(pass, node, "has its place taken: it stands at " + id);
      }
      for (Ref input : node.inputs()) {
        if (input.node() < 0 || input.node() >= id) {
          throw fault(pass, node, "reads " + input + ", which does not come before it");
        }
        if (input.index() >= graph.node(input).types().size()) {
          throw fault(pass, node, "reads " + input + ", an output that does not exist");
        }
      }
      checkTypes(pass, graph, node);
    }
    graph.outputs().forEach((name, ref) -> checkRef(pass, graph, "output " + name, ref));
    for (Graph.Update update : graph.updates()) {
      checkRef(pass, graph, "update", update.value());
      Node variable = graph.node(update.variable());
      if (!(variable.op() instanceof Variable) && !(variable.op() instanceof FlatVariables)) {
        throw fault(pass, variable, "is updated, but is no variable");
      }
      if (!graph.type(update.variable()).equals(graph.type(update.value()))) {
        throw fault(pass, variable, "is updated by a value of type " + graph.type(update.value()));
      }
    }
    return graph;
  }

  private static void checkTypes(String pass, Graph graph, Node node) {
    List<TensorType> inputs = node.inputs().stream().map(graph::type).toList();
    List<TensorType> inferred;
    try {
      inferred = node.op().infer(inputs);
    } catch (ShapeException e) {
      throw fault(pass, node, "does not fit its inputs: " + e.getMessage());
    }
    if (!inferred.equals(node.types())) {
      throw fault(pass, node, "is said to be " + node.types() + " but is " + inferred);
    }
  }

  private static void checkRef(String pass, Graph graph, String what, Ref ref) {
    if (ref.node() < 0
        || ref.node() >= graph.nodes().size()
        || ref.index() >= graph.node(ref).types().size()) {
      throw new IllegalStateException("after " + pass + ": " + what + " points to " + ref);
    }
  }

  private static IllegalStateException fault(String pass, Node node, String what) {
    return new IllegalStateException(
        "after " + pass + ": node %" + node.id() + " (" + node.op().name() + ") " + what);
  }
}
