package dev.nn.core.optimize;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the same with fewer nodes: folds constants, drops identities, replaces log∘softmax by
 * its stable form, lets a bias cancel before batch normalisation, merges equal nodes, and leaves
 * out what nobody reads. One walk in order; since every rule looks at nodes already simplified, one
 * walk is enough.
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
    Graph result = withSharedSoftmax(rewriter.finish());
    // Rules leave the operands behind that they made unnecessary.
    Set<Integer> needed = Rewriter.live(result);
    if (needed.size() == result.nodes().size()) {
      return result;
    }
    Rewriter sweep = new Rewriter(result);
    result.nodes().stream().filter(node -> needed.contains(node.id())).forEach(sweep::copy);
    return sweep.finish();
  }

  /**
   * An output that is a softmax whose cross-entropy is computed too: that op has the softmax
   * already.
   */
  private static Graph withSharedSoftmax(Graph graph) {
    Map<Ref, Ref> shared = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof SparseSoftmaxCrossEntropy) {
        shared.put(node.inputs().get(0), new Ref(node.id(), 1));
      }
    }
    Map<String, Ref> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, ref) -> {
              Node node = graph.node(ref);
              boolean softmax = node.op() instanceof Softmax;
              outputs.put(name, softmax ? shared.getOrDefault(node.inputs().get(0), ref) : ref);
            });
    return new Graph(graph.nodes(), outputs, graph.updates());
  }

  private List<Value> simplified(Op op, List<Value> inputs) {
    List<Value> operands = SimplifyRules.operands(op, inputs);
    return BatchNormRules.replacement(op, operands)
        .or(() -> SimplifyRules.replacement(op, operands).map(List::of))
        .orElseGet(
            () ->
                known.computeIfAbsent(
                    new Expression(op, operands), key -> rewriter.target().emit(op, operands)));
  }
}
