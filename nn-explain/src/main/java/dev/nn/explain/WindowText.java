package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an entry of a value lies, and which part of the layer before its window saw.
 *
 * @param explanation the values
 * @param axes what axes are called
 */
record WindowText(Explanation explanation, Axes axes) {
  /** A matrix shows by itself where an entry lies. */
  private static final int MATRIX = 2;

  private static final List<String> SPATIAL = List.of("slice", "row", "column");

  /** Such as {@code channel 3, row 4, column 5}; empty where axes have no names. */
  String place(Ref ref, int entry) {
    Shape shape = shape(ref);
    if (shape.rank() <= MATRIX || !axes.hasNames(ref)) {
      return "";
    }
    int[] at = Indices.of(shape, entry);
    List<String> parts = new ArrayList<>();
    for (int axis = shape.size(0) == 1 ? 1 : 0; axis < shape.rank(); axis++) {
      parts.add(axes.one(ref, axis) + " " + (at[axis] + 1));
    }
    return String.join(", ", parts);
  }

  /** Such as {@code rows 4 to 6, columns 5 to 7 of a¹}; empty if the value comes from no window. */
  Optional<String> seen(Ref ref, int entry) {
    return sliding(ref).map(node -> seen(node, Indices.of(shape(ref), entry)));
  }

  private Optional<Node> sliding(Ref ref) {
    Node node = explanation.unfolded().node(ref);
    Op op = node.op();
    if (op instanceof Convolution || op instanceof MaxPool || op instanceof AveragePool) {
      return Optional.of(node);
    }
    return node.inputs().stream()
        .filter(input -> op instanceof Elementwise || op instanceof Reshape)
        .filter(input -> !explanation.names().containsKey(input))
        .filter(input -> shape(input).equals(shape(ref)))
        .flatMap(input -> sliding(input).stream())
        .findFirst();
  }

  private String seen(Node node, int[] at) {
    Ref x = node.inputs().get(0);
    WindowGeometry geometry = geometry(node.op());
    List<Integer> window = window(node);
    List<String> parts = new ArrayList<>();
    for (int axis = 0; axis < geometry.rank(); axis++) {
      int first = at[axis + 2] * geometry.strides().get(axis) - geometry.before().get(axis);
      int last =
          first + WindowGeometry.extent(window.get(axis), geometry.dilations().get(axis)) - 1;
      int from = Math.max(first, 0) + 1;
      int to = Math.min(last, shape(x).size(axis + 2) - 1) + 1;
      String name = SPATIAL.get(SPATIAL.size() - geometry.rank() + axis);
      parts.add(from == to ? name + " " + from : name + "s " + from + " to " + to);
    }
    Name name = explanation.names().get(x);
    return String.join(", ", parts) + (name == null ? "" : " of " + name);
  }

  private static WindowGeometry geometry(Op op) {
    if (op instanceof Convolution convolution) {
      return convolution.geometry();
    }
    return op instanceof MaxPool pool ? pool.geometry() : ((AveragePool) op).geometry();
  }

  private List<Integer> window(Node node) {
    if (node.op() instanceof Convolution) {
      Shape kernel = shape(node.inputs().get(1));
      return kernel.toList().subList(2, kernel.rank());
    }
    return node.op() instanceof MaxPool pool ? pool.window() : ((AveragePool) node.op()).window();
  }

  private Shape shape(Ref ref) {
    return explanation.unfolded().graph().type(ref).shape();
  }
}
