package dev.nn.testkit.backend;

import dev.nn.api.graph.Graph;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Every op that there is, alone in a graph: for tests of what reads graphs, not of backends. */
public final class OpGraphs {
  private OpGraphs() {}

  /**
   * One op on some values.
   *
   * @param name op, types and attributes, for messages
   * @param graph its last node is the op; inputs {@code x0, x1, …}, outputs {@code y0, y1, …}
   * @param inputs by name
   */
  public record OpGraph(String name, Graph graph, Map<String, Tensor> inputs) {}

  /** For every op several: shapes, types, attributes, special values. */
  public static List<OpGraph> all() {
    return OpCases.all().stream()
        .map(each -> new OpGraph(each.toString(), each.graph(), each.named()))
        .toList();
  }
}
