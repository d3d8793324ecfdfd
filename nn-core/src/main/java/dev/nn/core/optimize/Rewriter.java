package dev.nn.core.optimize;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies a graph node by node into a new one, and remembers what became of each value. */
final class Rewriter {
  private final Graph source;
  private final GraphBuilder target = new GraphBuilder();
  private final Map<Ref, Value> images = new HashMap<>();

  Rewriter(Graph source) {
    this.source = source;
  }

  GraphBuilder target() {
    return target;
  }

  Graph source() {
    return source;
  }

  /** What a value of the source became. */
  Value image(Ref ref) {
    Value image = images.get(ref);
    if (image == null) {
      throw new IllegalStateException(ref + " is used before it was copied");
    }
    return image;
  }

  List<Value> images(List<Ref> refs) {
    return refs.stream().map(this::image).toList();
  }

  void replace(Ref ref, Value image) {
    images.put(ref, image);
  }

  /** Records the images of a node's outputs; the first keeps the node's label. */
  void replace(Node node, List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      images.put(new Ref(node.id(), i), values.get(i));
    }
    if (!node.label().isEmpty() && target.node(values.get(0).ref()).label().isEmpty()) {
      target.label(values.get(0), node.label());
    }
  }

  /** Copies a node as it is. */
  void copy(Node node) {
    replace(node, target.within(node.path(), () -> target.emit(node.op(), images(node.inputs()))));
  }

  /** Copies outputs and updates, and returns the new graph. */
  Graph finish() {
    source.outputs().forEach((name, ref) -> target.output(name, image(ref)));
    source.updates().forEach(u -> target.update(image(u.variable()), image(u.value())));
    return target.build();
  }

  /**
   * Ids of the nodes that outputs and updates depend on, and of all inputs, since the caller will
   * write them.
   */
  static Set<Integer> live(Graph graph) {
    Set<Integer> live = new HashSet<>();
    graph.nodes().stream().filter(n -> n.op() instanceof Input).forEach(n -> live.add(n.id()));
    graph.outputs().values().forEach(ref -> live.add(ref.node()));
    for (Graph.Update update : graph.updates()) {
      live.add(update.variable().node());
      live.add(update.value().node());
    }
    for (int id = graph.nodes().size() - 1; id >= 0; id--) {
      if (live.contains(id)) {
        graph.nodes().get(id).inputs().forEach(input -> live.add(input.node()));
      }
    }
    return live;
  }
}
