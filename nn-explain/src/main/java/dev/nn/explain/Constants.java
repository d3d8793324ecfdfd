package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.op.Constant;
import java.util.BitSet;

/** What follows from constants alone, as what comes back through a mean. */
final class Constants {
  private final BitSet constant = new BitSet();

  Constants(Graph graph) {
    // In one go, operands before users: asking the operands of each node would take as deep a
    // stack as the network is deep.
    for (Node node : graph.nodes()) {
      boolean follows =
          !node.inputs().isEmpty()
              && node.inputs().stream().allMatch(input -> constant.get(input.node()));
      constant.set(node.id(), node.op() instanceof Constant || follows);
    }
  }

  boolean contains(Node node) {
    return constant.get(node.id());
  }
}
