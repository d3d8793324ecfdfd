package dev.nn.core.optimize;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.op.Elementwise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which element-wise nodes run together. A node joins the groups of its operands if their results
 * have its shape and if nothing outside a group would then have to run both before and after it.
 * That is checked on the graph of groups, by searching back from the node's other operands.
 */
final class FusionGroups {
  /** Enough for every optimizer; the registers of a group must stay in the first-level cache. */
  private static final int MOST_STEPS = 48;

  /**
   * Groups that a search looks at before it gives up, and the nodes stay apart: a recurrent network
   * written out step by step would otherwise take a time that grows with the square of its length.
   */
  private static final int FARTHEST = 4000;

  private final Graph graph;
  private final int[] groupOf;
  private final Map<Integer, List<Integer>> members = new HashMap<>();
  // Of each group, the nodes that its members read: searches ask for the same ones again and again.
  private final int[][] reads;

  private FusionGroups(Graph graph) {
    this.graph = graph;
    this.groupOf = new int[graph.nodes().size()];
    Arrays.setAll(groupOf, id -> id);
    this.reads = new int[groupOf.length][];
    for (Node node : graph.nodes()) {
      members.put(node.id(), new ArrayList<>(List.of(node.id())));
      reads[node.id()] = readBy(List.of(node.id()));
    }
  }

  static FusionGroups of(Graph graph) {
    FusionGroups groups = new FusionGroups(graph);
    // Users before operands, so that a value lands beside its user: computing a² again from a,
    // which is kept anyway, in the backward pass is cheaper than keeping a² as well from the
    // forward pass on.
    for (int id = graph.nodes().size() - 1; id >= 0; id--) {
      Node user = graph.nodes().get(id);
      if (user.op() instanceof Elementwise) {
        user.inputs().forEach(input -> groups.tryToJoin(graph.node(input), user));
      }
    }
    return groups;
  }

  private void tryToJoin(Node operand, Node user) {
    int from = groupOf[operand.id()];
    int to = groupOf[user.id()];
    boolean joinable =
        from != to
            && operand.op() instanceof Elementwise
            && operand.type().shape().equals(user.type().shape())
            && members.get(from).size() + members.get(to).size() <= MOST_STEPS;
    if (joinable && !reachesThroughOthers(from, to) && !reachesThroughOthers(to, from)) {
      List<Integer> joined = members.get(to);
      joined.addAll(members.remove(from));
      Collections.sort(joined);
      joined.forEach(id -> groupOf[id] = to);
      reads[to] = readBy(joined);
    }
  }

  /**
   * Whether some operand of {@code group} depends on {@code target} by way of a third group, or it
   * would take too long to find out.
   */
  private boolean reachesThroughOthers(int group, int target) {
    BitSet seen = new BitSet();
    Deque<Integer> pending = new ArrayDeque<>();
    for (int read : reads[group]) {
      int operand = groupOf[read];
      if (operand != target && operand != group && !seen.get(operand)) {
        seen.set(operand);
        pending.add(operand);
      }
    }
    for (int visited = 0; !pending.isEmpty(); visited++) {
      int current = pending.pop();
      if (current == target || visited == FARTHEST) {
        return true;
      }
      for (int read : reads[current]) {
        int operand = groupOf[read];
        if (!seen.get(operand)) {
          seen.set(operand);
          pending.add(operand);
        }
      }
    }
    return false;
  }

  private int[] readBy(List<Integer> nodes) {
    return nodes.stream()
        .flatMap(id -> graph.nodes().get(id).inputs().stream())
        .mapToInt(input -> input.node())
        .distinct()
        .toArray();
  }

  /** The groups, each a list of node ids, in an order in which they can run. */
  List<List<Integer>> inOrder() {
    List<List<Integer>> order = new ArrayList<>();
    BitSet done = new BitSet();
    for (Node node : graph.nodes()) {
      emit(groupOf[node.id()], done, order);
    }
    return order;
  }

  private void emit(int group, BitSet done, List<List<Integer>> order) {
    // A group waits for its operands' groups; an explicit stack, since chains can be thousands
    // long.
    Deque<Integer> stack = new ArrayDeque<>();
    stack.push(group);
    while (!stack.isEmpty()) {
      int current = stack.peek();
      if (done.get(current)) {
        stack.pop();
        continue;
      }
      List<Integer> waiting =
          Arrays.stream(reads[current])
              .map(id -> groupOf[id])
              .filter(g -> g != current && !done.get(g))
              .distinct()
              .boxed()
              .toList();
      if (waiting.isEmpty()) {
        done.set(current);
        order.add(members.get(current));
        stack.pop();
      } else {
        waiting.forEach(stack::push);
      }
    }
  }
}
