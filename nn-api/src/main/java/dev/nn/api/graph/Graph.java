package dev.nn.api.graph;

import dev.nn.api.op.Input;
import dev.nn.api.tensor.TensorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished computation: nodes in an order in which they can run, what is read from it, and which
 * variables get new values when it has run. Immutable.
 *
 * @param nodes node {@code i} has id {@code i}; inputs come before their users
 * @param outputs what the caller reads, by name
 * @param updates new values of variables, applied after everything that reads the old ones
 */
public record Graph(List<Node> nodes, Map<String, Ref> outputs, List<Update> updates) {

  /**
   * A variable and its next value.
   *
   * @param variable a node whose op is {@link dev.nn.api.op.Variable} or {@link
   *     dev.nn.api.op.FlatVariables}
   * @param value of the same type
   */
  public record Update(Ref variable, Ref value) {}

  /** Copies the collections, keeping their order. */
  public Graph {
    nodes = List.copyOf(nodes);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    updates = List.copyOf(updates);
  }

  /** Whether the caller has to write an input of that name. */
  public boolean hasInput(String name) {
    return nodes.stream()
        .anyMatch(node -> node.op() instanceof Input input && input.input().equals(name));
  }

  /** The node a reference points to. */
  public Node node(Ref ref) {
    return nodes.get(ref.node());
  }

  /** The type of a value. */
  public TensorType type(Ref ref) {
    return node(ref).types().get(ref.index());
  }
}
