package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Slice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is cut out of values that were put together before: a gate's part of all gates of all steps
 * is that gate at that step, and what flows back to a step that was not asked for is 0.
 *
 * @param sources for such a part, the value that it was before
 * @param zeros parts of padding
 */
record Pieces(Map<Ref, Ref> sources, Set<Ref> zeros) {
  /**
   * All of a graph.
   *
   * @param meaning for the outputs of composites, the part that computes the same
   */
  static Pieces of(Graph graph, Map<Ref, Ref> meaning) {
    Pieces pieces = new Pieces(new HashMap<>(), new HashSet<>());
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Slice slice) {
        Ref ref = new Ref(node.id(), 0);
        Ref whole = pieces.whole(node.inputs().get(0), graph, meaning);
        Node made = graph.node(whole);
        if (made.op() instanceof Concat concat && concat.axis() == slice.axis()) {
          pieces.ofJoined(ref, slice, made, graph);
        } else if (made.op() instanceof Pad pad && pad.axis() == slice.axis()) {
          pieces.ofPadded(
              ref, slice, pad, graph.type(made.inputs().get(0)).shape().size(pad.axis()), made);
        }
      }
    }
    return pieces;
  }

  private void ofJoined(Ref ref, Slice slice, Node joined, Graph graph) {
    int start = 0;
    for (Ref piece : joined.inputs()) {
      int size = graph.type(piece).shape().size(slice.axis());
      if (start == slice.start() && size == slice.size()) {
        sources.put(ref, piece);
      }
      start += size;
    }
  }

  private void ofPadded(Ref ref, Slice slice, Pad pad, int size, Node padded) {
    int end = slice.start() + slice.size();
    if (slice.start() == pad.before() && slice.size() == size) {
      sources.put(ref, padded.inputs().get(0));
    } else if (end <= pad.before() || slice.start() >= pad.before() + size) {
      zeros.add(ref);
    }
  }

  /** Where values of the same shape were put together to make a value; else the value itself. */
  private Ref whole(Ref ref, Graph graph, Map<Ref, Ref> meaning) {
    Ref last = ref;
    Ref at = ref;
    while (at != null) {
      last = at;
      Node node = graph.node(at);
      at =
          meaning.containsKey(at)
              ? meaning.get(at)
              : node.op() instanceof Reshape ? node.inputs().get(0) : sources.get(at);
    }
    return graph.type(last).shape().equals(graph.type(ref).shape()) ? last : ref;
  }
}
