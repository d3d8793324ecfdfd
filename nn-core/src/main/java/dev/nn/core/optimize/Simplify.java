package dev.nn.core.optimize;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the same with fewer nodes: folds constants, drops identities, replaces log∘softmax by
 * its stable form, merges equal nodes, and leaves out what nobody reads. One walk in order; since
 * every rule looks at nodes already simplified, one walk is enough.
 */
public final class Simplify {
  private final Rewriter rewriter;
  private final Map<Expression, List<Value>> known = new HashMap<>();

  /** Nodes with the same op and inputs compute the same. */
  private record Expression(Op op, List<Value> inputs) {}

  private Simplify(Graph graph) {
    this.rewriter = new Rewriter(graph);
  }

  /** The simplified graph, with the same outputs and updates. */
  public static Graph apply(Graph graph) {
    return GraphVerifier.verify("simplify", new Simplify(graph).run());
  }

  private Graph run() {
    Graph source = rewriter.source();
    Set<Integer> live = Rewriter.live(source);
    for (Node node : source.nodes()) {
      if (live.contains(node.id())) {
        rewriter.replace(
            node,
            rewriter
                .target()
                .within(node.path(), () -> simplified(node.op(), rewriter.images(node.inputs()))));
      }
    }
    Graph result = rewriter.finish();
    // Rules leave the operands behind that they made unnecessary.
    Set<Integer> needed = Rewriter.live(result);
    if (needed.size() == result.nodes().size()) {
      return result;
    }
    Rewriter sweep = new Rewriter(result);
    result.nodes().stream().filter(node -> needed.contains(node.id())).forEach(sweep::copy);
    return sweep.finish();
  }

  private List<Value> simplified(Op op, List<Value> inputs) {
    List<Value> operands = SimplifyRules.operands(op, inputs);
    return SimplifyRules.replacement(op, operands)
        .map(List::of)
        .orElseGet(
            () ->
                known.computeIfAbsent(
                    new Expression(op, operands), key -> rewriter.target().emit(op, operands)));
  }
}
