package dev.nn.testkit.backend;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Replaces composites by their parts. */
final class Lowering {
  private Lowering() {}

  /** The graph as a backend gets it: without the composites that it says no to. */
  static Graph forBackend(Graph graph, Backend backend) {
    return decompose(graph, backend::supports);
  }

  /** The graph without composites. */
  static Graph toPrimitives(Graph graph) {
    return decompose(graph, (op, inputs) -> false);
  }

  private static Graph decompose(Graph graph, BiPredicate<Op, List<TensorType>> keep) {
    GraphBuilder builder = new GraphBuilder();
    Map<Ref, Value> values = new HashMap<>();
    boolean changed = false;
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(values::get).toList();
      boolean whole =
          !(node.op() instanceof Op.Composite)
              || keep.test(node.op(), inputs.stream().map(Value::type).toList());
      List<Value> results =
          builder.within(
              node.path(),
              () ->
                  whole
                      ? builder.emit(node.op(), inputs)
                      : ((Op.Composite) node.op()).decompose(builder, inputs));
      for (int i = 0; i < results.size(); i++) {
        values.put(new Ref(node.id(), i), results.get(i));
      }
      changed |= !whole;
    }
    graph.outputs().forEach((name, ref) -> builder.output(name, values.get(ref)));
    graph
        .updates()
        .forEach(
            update -> builder.update(values.get(update.variable()), values.get(update.value())));
    // The parts of a composite may be composites.
    return changed ? decompose(builder.build(), keep) : builder.build();
  }
}
