package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Input;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.op.ScaledDotProductAttentionGradient;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the axes of a value are called. Up to three axes are told by their number: rows and columns,
 * steps and features. More are told by what is done with the value: what goes into a convolution is
 * an image, what goes into attention has heads, and what is computed from either number by number,
 * or by moving numbers, has the same axes. Where nothing tells, they have no names but their
 * numbers.
 */
final class Axes {
  /** Of one place, and of all. */
  private record Axis(String one, String all) {}

  private static final Axis EXAMPLE = new Axis("example", "batch");
  private static final Axis CHANNEL = new Axis("channel", "channels");
  private static final Axis ROW = new Axis("row", "height");
  private static final Axis COLUMN = new Axis("column", "width");
  private static final Axis STEP = new Axis("step", "steps");
  private static final Axis FEATURE = new Axis("feature", "features");
  private static final Axis HEAD = new Axis("head", "heads");

  private static final List<List<Axis>> BY_RANK =
      List.of(
          List.of(),
          List.of(new Axis("entry", "entries")),
          List.of(new Axis("row", "rows"), new Axis("column", "columns")),
          List.of(EXAMPLE, STEP, FEATURE));

  private static final List<Axis> IMAGE = List.of(EXAMPLE, CHANNEL, ROW, COLUMN);
  private static final List<Axis> VOLUME =
      List.of(EXAMPLE, CHANNEL, new Axis("slice", "depth"), ROW, COLUMN);

  /** As attention takes it in and gives it out. */
  private static final List<Axis> OF_STEPS = List.of(EXAMPLE, STEP, HEAD, FEATURE);

  private static final List<Axis> HEADS_FIRST = List.of(EXAMPLE, HEAD, STEP, FEATURE);

  /** How much each step looks at each other one. */
  private static final List<Axis> WEIGHTS =
      List.of(EXAMPLE, HEAD, STEP, new Axis("step seen", "steps seen"));

  private final Unfolded unfolded;
  private final Map<Ref, List<Axis>> known = new HashMap<>();

  Axes(Unfolded unfolded) {
    this.unfolded = unfolded;
    List<Node> nodes = unfolded.graph().nodes();
    nodes.forEach(this::startAt);
    int before;
    do {
      before = known.size();
      nodes.forEach(this::passOn);
      for (int id = nodes.size() - 1; id >= 0; id--) {
        passBack(nodes.get(id));
      }
    } while (known.size() > before);
  }

  /** What an op says of what goes into it and comes out. */
  private void startAt(Node node) {
    Op op = node.op();
    Ref own = new Ref(node.id(), 0);
    if (op instanceof Input) {
      note(own, image(own));
    } else if (op instanceof Convolution
        || op instanceof MaxPool
        || op instanceof AveragePool
        || op instanceof MaxPoolGradient
        || op instanceof AveragePoolGradient
        || op instanceof ConvolutionInputGradient) {
      node.inputs().stream().limit(1).forEach(x -> note(x, image(x)));
      note(own, image(own));
    } else if (op instanceof ScaledDotProductAttention
        || op instanceof ScaledDotProductAttentionGradient) {
      node.inputs().subList(0, 3).forEach(x -> note(x, OF_STEPS));
      note(own, OF_STEPS);
      boolean forward = op instanceof ScaledDotProductAttention;
      for (int i = 1; i < node.types().size(); i++) {
        note(new Ref(node.id(), i), forward ? WEIGHTS : OF_STEPS);
      }
    } else if (op instanceof Reshape && isOfAttention(unfolded.origin(node.id()))) {
      note(own, HEADS_FIRST); // Each head of keys and values, once for each head that it serves.
    }
  }

  private boolean isOfAttention(int id) {
    Op op = unfolded.graph().nodes().get(id).op();
    return op instanceof ScaledDotProductAttention
        || op instanceof ScaledDotProductAttentionGradient;
  }

  /** Four and five axes, of which the first two are examples and channels. */
  private List<Axis> image(Ref ref) {
    int rank = rank(ref);
    return rank == IMAGE.size() ? IMAGE : rank == VOLUME.size() ? VOLUME : List.of();
  }

  private void note(Ref ref, List<Axis> axes) {
    if (axes.size() == rank(ref) && axes.size() >= BY_RANK.size()) {
      known.putIfAbsent(ref, axes);
    }
  }

  /** From what goes in to what comes out. */
  private void passOn(Node node) {
    Ref own = new Ref(node.id(), 0);
    Ref meaning = unfolded.meaning().get(own);
    if (meaning != null) {
      of(meaning).ifPresent(axes -> note(own, axes));
      of(own).ifPresent(axes -> note(meaning, axes));
    }
    if (node.op() instanceof Transpose transpose) {
      of(node.inputs().get(0))
          .ifPresent(axes -> note(own, transpose.permutation().stream().map(axes::get).toList()));
    } else if (node.op() instanceof MatMul product) {
      product(product, node).ifPresent(axes -> note(own, axes));
    } else if (node.op() instanceof Reduce reduce && reduce.keepDims() || isInPlace(node.op())) {
      node.inputs().stream()
          .filter(input -> rank(input) == rank(own))
          .flatMap(input -> of(input).stream())
          .findFirst()
          .ifPresent(axes -> note(own, axes));
    }
  }

  /** From what comes out to what goes in. */
  private void passBack(Node node) {
    Ref own = new Ref(node.id(), 0);
    Optional<List<Axis>> axes = of(own);
    if (axes.isEmpty() || rank(own) < BY_RANK.size()) {
      return;
    }
    if (node.op() instanceof Transpose transpose) {
      List<Axis> before = new ArrayList<>(axes.get());
      for (int i = 0; i < before.size(); i++) {
        before.set(transpose.permutation().get(i), axes.get().get(i));
      }
      note(node.inputs().get(0), before);
    } else if (isInPlace(node.op())) {
      node.inputs().forEach(input -> note(input, axes.get()));
    }
  }

  /** Whether the numbers keep their places, or move along an axis at most. */
  private static boolean isInPlace(Op op) {
    return op instanceof Elementwise
        || op instanceof Softmax
        || op instanceof LogSoftmax
        || op instanceof Slice
        || op instanceof Pad
        || op instanceof Reverse
        || op instanceof Concat;
  }

  /** Rows of the left, columns of the right. */
  private Optional<List<Axis>> product(MatMul op, Node node) {
    Optional<List<Axis>> left = of(node.inputs().get(0));
    Optional<List<Axis>> right = of(node.inputs().get(1));
    int last = rank(new Ref(node.id(), 0)) - 1;
    if (left.isEmpty() || right.isEmpty() || left.get().size() != last + 1) {
      return Optional.empty();
    }
    List<Axis> axes = new ArrayList<>(left.get());
    axes.set(last - 1, left.get().get(op.transposeLeft() ? last : last - 1));
    int columns = right.get().size() - (op.transposeRight() ? 2 : 1);
    Axis across = right.get().get(columns);
    boolean weights = axes.get(last - 1).equals(STEP) && across.equals(STEP);
    axes.set(last, weights ? WEIGHTS.get(WEIGHTS.size() - 1) : across);
    return Optional.of(axes);
  }

  private Optional<List<Axis>> of(Ref ref) {
    int rank = rank(ref);
    return Optional.ofNullable(rank < BY_RANK.size() ? BY_RANK.get(rank) : known.get(ref));
  }

  private int rank(Ref ref) {
    return unfolded.graph().type(ref).shape().rank();
  }

  /** Whether places along all axes have names. */
  boolean hasNames(Ref ref) {
    return of(ref).isPresent();
  }

  /** An axis at one place of it, such as {@code row}; only where axes have names. */
  String one(Ref ref, int axis) {
    return of(ref).orElseThrow().get(axis).one();
  }

  /** An axis as a whole, such as {@code rows}. */
  String all(Ref ref, int axis) {
    return of(ref)
        .map(axes -> axes.get(axis).all())
        .orElse(axis == 0 ? EXAMPLE.all() : "axis " + (axis + 1));
  }
}
