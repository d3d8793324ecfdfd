package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads formulas off a graph: from a value back to those that have a name. What only moves numbers
 * in memory, such as a reshape, is left out of formulas; shapes are told beside them.
 *
 * @param unfolded the graph, and what composites are made of
 * @param symbols the values that have a name
 */
record TermReader(Unfolded unfolded, Map<Ref, Name> symbols) {

  /** What axes are, by rank. */
  private static final List<List<String>> AXES =
      List.of(
          List.of(),
          List.of("entries"),
          List.of("rows", "columns"),
          List.of("batch", "steps", "features"),
          List.of("batch", "channels", "height", "width"),
          List.of("batch", "channels", "depth", "height", "width"));

  /** A value by its name, or else by how it is computed. */
  Term read(Ref ref) {
    Name name = symbols.get(ref);
    return name == null ? formula(ref) : new Term.Symbol(name, Optional.of(ref));
  }

  /** How a value is computed, even if it has a name. */
  Term formula(Ref ref) {
    Ref meaning = unfolded.meaning().get(ref);
    if (meaning != null) {
      return read(meaning);
    }
    Node node = unfolded.node(ref);
    Op op = node.op();
    List<Ref> inputs = node.inputs();
    if (op instanceof Constant constant) {
      return constant(constant);
    }
    if (isTransparent(op)) {
      return read(inputs.get(0));
    }
    if (op instanceof SparseSoftmaxCrossEntropy) {
      return crossEntropy(ref, inputs);
    }
    if (op instanceof Random random) {
      String distribution = random.distribution().name().toLowerCase(Locale.ROOT);
      return new Term.Apply("random " + distribution, List.of());
    }
    if (op instanceof Transpose transpose) {
      return transposed(transpose, inputs.get(0));
    }
    if (op instanceof Select && unfolded.isGuard(inputs.get(0))) {
      return read(inputs.get(1));
    }
    if (op instanceof Elementwise elementwise) {
      return ElementTerms.of(
          elementwise,
          inputs.stream().map(this::read).toList(),
          inputs.stream().map(this::isScalar).toList());
    }
    if (op instanceof MatMul && inputs.stream().map(this::read).anyMatch(ElementTerms::isZero)) {
      return new Term.Number(0); // The state before the first step of a recurrent layer.
    }
    if (op instanceof MatMul product) {
      return new Term.Product(
          read(inputs.get(0)),
          product.transposeLeft(),
          read(inputs.get(1)),
          product.transposeRight());
    }
    if (op instanceof Reduce reduce) {
      boolean all = reduce.axes().size() == shape(inputs.get(0)).rank();
      return new Term.Fold(
          reduce.reduction(),
          read(inputs.get(0)),
          all ? List.of() : over(reduce, shape(inputs.get(0)).rank()));
    }
    if (op instanceof Slice slice) {
      return new Term.Part(
          read(inputs.get(0)),
          shape(inputs.get(0)).rank(),
          slice.axis(),
          slice.start() + 1,
          slice.start() + slice.size());
    }
    return new Term.Apply(op.name(), inputs.stream().map(this::read).toList());
  }

  private static List<String> over(Reduce reduce, int rank) {
    List<String> axes = rank < AXES.size() ? AXES.get(rank) : List.of();
    return reduce.axes().stream()
        .map(axis -> axes.isEmpty() ? "axis " + (axis + 1) : axes.get(axis))
        .toList();
  }

  /** Whether an op gives out the numbers that it takes in, at most repeated. */
  static boolean isTransparent(Op op) {
    return op instanceof Reshape || op instanceof BroadcastTo || op instanceof Cast;
  }

  /** −ln p_y, and as a second output p = softmax(z). */
  private Term crossEntropy(Ref ref, List<Ref> inputs) {
    Ref probabilities = new Ref(ref.node(), 1);
    if (ref.equals(probabilities)) {
      return new Term.Apply("softmax", List.of(read(inputs.get(0))));
    }
    Term p = read(probabilities);
    Term ofClass =
        p instanceof Term.Symbol symbol
            ? new Term.Symbol(symbol.name().at("y"), Optional.empty())
            : new Term.Apply("softmax_y", ((Term.Apply) p).arguments());
    return new Term.Negative(new Term.Apply("ln", List.of(ofClass)));
  }

  private static Term constant(Constant constant) {
    return constant.value().size() == 1
        ? new Term.Number(constant.value().get(0))
        : new Term.Symbol(Name.of("constant"), Optional.empty());
  }

  private Term transposed(Transpose op, Ref x) {
    return op.permutation().equals(List.of(1, 0))
        ? new Term.Transposed(read(x))
        : new Term.Apply("transpose", List.of(read(x)));
  }

  private boolean isScalar(Ref ref) {
    Node node = unfolded.node(ref);
    return shape(ref).elements() == 1 || isTransparent(node.op()) && isScalar(node.inputs().get(0));
  }

  private Shape shape(Ref ref) {
    return unfolded.graph().type(ref).shape();
  }
}
