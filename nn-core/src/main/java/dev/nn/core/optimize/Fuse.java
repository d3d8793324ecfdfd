package dev.nn.core.optimize;

import dev.nn.api.backend.OpSupport;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins element-wise nodes of equal shape into one pass over memory: bias and activation, an
 * activation's gradient, the update of all parameters. Composites that the backend has no kernel
 * for are decomposed first; groups it cannot run stay as they are.
 */
public final class Fuse {
  private final Graph graph;
  private final OpSupport backend;
  private final Map<Ref, List<Integer>> users = new HashMap<>();
  private final Set<Ref> wanted = new HashSet<>();

  private Fuse(Graph graph, OpSupport backend) {
    this.graph = graph;
    this.backend = backend;
    graph.nodes().forEach(this::noteUser);
    wanted.addAll(graph.outputs().values());
    graph.updates().forEach(update -> wanted.add(update.value()));
  }

  private void noteUser(Node user) {
    user.inputs().forEach(r -> users.computeIfAbsent(r, k -> new ArrayList<>()).add(user.id()));
  }

  /** The fused graph, with the same outputs and updates. */
  public static Graph apply(Graph graph, OpSupport backend) {
    Graph lowered = GraphVerifier.verify("lowering", lower(graph, backend));
    return GraphVerifier.verify("fuse", new Fuse(lowered, backend).run());
  }

  private static Graph lower(Graph graph, OpSupport backend) {
    Rewriter rewriter = new Rewriter(graph);
    boolean changed = false;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Composite composite
          && !backend.supports(composite, types(graph, node.inputs()))) {
        changed = true;
        List<Value> inputs = rewriter.images(node.inputs());
        rewriter.replace(
            node,
            rewriter
                .target()
                .within(node.path(), () -> composite.decompose(rewriter.target(), inputs)));
      } else {
        rewriter.copy(node);
      }
    }
    // Parts may be composites, may repeat each other, and nobody may read what they compute.
    return changed ? lower(Simplify.apply(rewriter.finish()), backend) : graph;
  }

  private static List<TensorType> types(Graph graph, List<Ref> refs) {
    return refs.stream().map(graph::type).toList();
  }

  private Graph run() {
    FusionGroups groups = FusionGroups.of(graph);
    Rewriter rewriter = new Rewriter(graph);
    for (List<Integer> unit : groups.inOrder()) {
      List<Node> members = unit.stream().map(graph.nodes()::get).toList();
      if (members.size() < 2 || !fuse(rewriter, members)) {
        members.forEach(rewriter::copy);
      }
    }
    return rewriter.finish();
  }

  private boolean fuse(Rewriter rewriter, List<Node> members) {
    Set<Integer> inside = new LinkedHashSet<>();
    members.forEach(member -> inside.add(member.id()));
    Map<Ref, Integer> registers = new HashMap<>();
    List<Ref> inputs = new ArrayList<>();
    for (Node member : members) {
      for (Ref input : member.inputs()) {
        if (!inside.contains(input.node()) && !registers.containsKey(input)) {
          registers.put(input, inputs.size());
          inputs.add(input);
        }
      }
    }
    List<Fused.Step> steps = new ArrayList<>();
    for (Node member : members) {
      registers.put(new Ref(member.id(), 0), inputs.size() + steps.size());
      List<Integer> operands = member.inputs().stream().map(registers::get).toList();
      steps.add(new Fused.Step((Elementwise) member.op(), operands));
    }
    List<Node> results = members.stream().filter(m -> readOutside(m, inside)).toList();
    Fused fused =
        new Fused(
            inputs.size(),
            steps,
            results.stream().map(result -> registers.get(new Ref(result.id(), 0))).toList());
    if (!backend.supports(fused, types(graph, inputs))) {
      return false;
    }
    Node last = members.get(members.size() - 1);
    List<Value> values =
        rewriter
            .target()
            .within(last.path(), () -> rewriter.target().emit(fused, rewriter.images(inputs)));
    for (int i = 0; i < values.size(); i++) {
      rewriter.replace(new Ref(results.get(i).id(), 0), values.get(i));
    }
    rewriter.target().label(values.get(0), results.get(0).label());
    return true;
  }

  private boolean readOutside(Node member, Set<Integer> inside) {
    Ref ref = new Ref(member.id(), 0);
    return wanted.contains(ref)
        || users.getOrDefault(ref, List.of()).stream().anyMatch(user -> !inside.contains(user));
  }
}
