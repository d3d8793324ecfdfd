package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Gather;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Equations between single numbers: what one entry of a value is made of. z = a θ + b becomes, for
 * every unit j, z_j = a₁·θ₁ⱼ + a₂·θ₂ⱼ + … + b_j; an entry of a convolution the window that it saw.
 *
 * @param unfolded the graph, and what composites are made of
 * @param names values that have a name
 * @param twins those of them that are computed a second time
 * @param values for entries that are known beforehand, such as classes
 * @param most terms of a sum that are written; of longer ones the first and the last
 */
record Entries(
    Unfolded unfolded, Map<Ref, Name> names, Twins twins, Map<Ref, Tensor> values, int most) {
  private static final ElementTerms ELEMENTS = new ElementTerms(true);

  /** Whole numbers that decide which entries are meant: classes, rows of tables, winners. */
  static Set<Ref> pointers(Unfolded unfolded) {
    Set<Ref> pointers = new LinkedHashSet<>();
    for (Node node : unfolded.graph().nodes()) {
      for (Ref input : node.inputs()) {
        boolean whole = unfolded.graph().type(input).dtype() == DataType.INT32;
        if (whole && POINTED.contains(node.op().getClass())) {
          pointers.add(input);
        }
      }
    }
    return pointers;
  }

  private static final Set<Class<? extends Op>> POINTED =
      Set.of(
          OneHot.class,
          Gather.class,
          ScatterAdd.class,
          MaxPoolGradient.class,
          SparseSoftmaxCrossEntropy.class);

  /** What an entry is made of; empty if there is no formula for single numbers. */
  Optional<Term> formula(Ref ref, int entry) {
    try {
      return Optional.of(expand(ref, entry));
    } catch (NoFormula e) {
      return Optional.empty();
    }
  }

  /** An entry by its name: {@code θ₁₂}, counted from 1; the batch's axis is left out if it is 1. */
  Term.Entry entry(Ref ref, int entry) {
    Name name = names.get(ref);
    return new Term.Entry(name.at(index(shape(ref), entry)), ref, entry);
  }

  private static final class NoFormula extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFormula(Op op) {
      super(op.name(), null, false, false);
    }
  }

  Term read(Ref ref, int entry) {
    if (names.containsKey(ref)) {
      return entry(ref, entry);
    }
    Ref piece = unfolded.pieces().get(ref);
    if (piece != null) {
      return read(piece, entry);
    }
    if (unfolded.zeros().contains(ref)) {
      return new Term.Number(0);
    }
    return twins.of(ref).<Term>map(twin -> entry(twin, entry)).orElseGet(() -> expand(ref, entry));
  }

  /** An entry by its indices. */
  Term read(Ref ref, int[] at) {
    return read(ref, Indices.entry(shape(ref), at));
  }

  private Term expand(Ref ref, int entry) {
    Ref meaning = unfolded.meaning().get(ref);
    if (meaning != null) {
      return read(meaning, entry);
    }
    Node node = unfolded.node(ref);
    Op op = node.op();
    Shape shape = shape(ref);
    if (op instanceof Constant constant) {
      return new Term.Number(constant.value().get(entry));
    }
    if (op instanceof Reshape) {
      return read(node.inputs().get(0), entry);
    }
    if (op instanceof Select && unfolded.isGuard(node.inputs().get(0))) {
      return read(node.inputs().get(1), entry);
    }
    if (op instanceof Elementwise elementwise) {
      return elementwise(elementwise, node, Indices.of(shape, entry));
    }
    if (op instanceof MatMul product) {
      return product(product, node, Indices.of(shape, entry));
    }
    return movedOrSummed(op, node, ref, Indices.of(shape, entry));
  }

  private Term movedOrSummed(Op op, Node node, Ref ref, int[] at) {
    if (node.inputs().isEmpty() || op instanceof Random) {
      throw new NoFormula(op);
    }
    Ref x = node.inputs().get(0);
    if (op instanceof Transpose || op instanceof Slice || op instanceof Reverse) {
      return read(x, moved(op, shape(x), at));
    }
    if (op instanceof Concat concat) {
      return joined(concat, node, at.clone());
    }
    if (op instanceof Pad pad) {
      int[] source = at.clone();
      source[pad.axis()] -= pad.before();
      return isInside(shape(x), source) ? read(x, source) : new Term.Number(0);
    }
    if (op instanceof Reduce reduce) {
      return reduced(reduce, x, shape(x), at);
    }
    if (op instanceof Softmax || op instanceof LogSoftmax) {
      return ofRow(op, x, at);
    }
    Optional<Term> spatial = new WindowTerms(this).of(node, ref.index(), at);
    return spatial.orElseGet(() -> pointed(op, node, ref, at));
  }

  private static int[] moved(Op op, Shape from, int[] at) {
    int[] source = at.clone();
    if (op instanceof Transpose transpose) {
      for (int i = 0; i < at.length; i++) {
        source[transpose.permutation().get(i)] = at[i];
      }
    } else if (op instanceof Slice slice) {
      source[slice.axis()] += slice.start();
    } else if (op instanceof Reverse reverse) {
      source[reverse.axis()] = from.size(reverse.axis()) - 1 - at[reverse.axis()];
    }
    return source;
  }

  static boolean isInside(Shape shape, int[] at) {
    boolean inside = true;
    for (int axis = 0; axis < at.length; axis++) {
      inside &= at[axis] >= 0 && at[axis] < shape.size(axis);
    }
    return inside;
  }

  /** What depends on whole numbers that are known. */
  private Term pointed(Op op, Node node, Ref ref, int[] at) {
    Ref x = node.inputs().get(0);
    if (op instanceof OneHot) {
      int[] index = Arrays.copyOf(at, at.length - 1);
      return new Term.Number(pointer(op, x, index) == at[at.length - 1] ? 1 : 0);
    }
    if (op instanceof Gather) {
      Ref indices = node.inputs().get(1);
      int rank = shape(indices).rank();
      int[] source = new int[at.length - rank + 1];
      source[0] = pointer(op, indices, Arrays.copyOf(at, rank));
      System.arraycopy(at, rank, source, 1, source.length - 1);
      return read(x, source);
    }
    if (op instanceof ScatterAdd) {
      return scattered(op, x, node.inputs().get(1), at);
    }
    if (op instanceof SparseSoftmaxCrossEntropy) {
      return crossEntropy(op, node, ref, at);
    }
    throw new NoFormula(op);
  }

  private int pointer(Op op, Ref indices, int[] at) {
    Tensor value = values.get(indices);
    if (value == null) {
      throw new NoFormula(op);
    }
    return (int) value.get(Indices.entry(value.shape(), at));
  }

  /** Σ of the values whose index is the row. */
  private Term scattered(Op op, Ref indices, Ref added, int[] at) {
    Shape pointers = shape(indices);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < pointers.elements(); i++) {
      int[] place = Indices.of(pointers, i);
      if (pointer(op, indices, place) == at[0]) {
        int[] source = Arrays.copyOf(place, place.length + at.length - 1);
        System.arraycopy(at, 1, source, place.length, at.length - 1);
        terms.add(read(added, source));
      }
    }
    return sum(terms.size(), terms::get);
  }

  private Term crossEntropy(Op op, Node node, Ref ref, int[] at) {
    Ref probabilities = new Ref(ref.node(), 1);
    if (ref.equals(probabilities)) {
      return ofRow(new Softmax(), node.inputs().get(0), at);
    }
    int[] source = Arrays.copyOf(at, at.length + 1);
    source[at.length] = pointer(op, node.inputs().get(1), at);
    return new Term.Negative(ElementTerms.logarithm(read(probabilities, source)));
  }

  private Term elementwise(Elementwise op, Node node, int[] at) {
    Optional<CrossEntropy> pair = CrossEntropy.of(node, unfolded, twins);
    if (pair.isPresent()) {
      int entry = Indices.entry(unfolded.graph().type(new Ref(node.id(), 0)).shape(), at);
      return ELEMENTS.crossEntropy(
          read(pair.get().truth(), entry), read(pair.get().probability(), entry));
    }
    List<Term> operands =
        unfolded.operands(node).stream()
            .map(input -> read(input, broadcast(shape(input), at)))
            .toList();
    return ELEMENTS.of(
        op, operands, unfolded.operands(node).stream().map(unfolded::isScalar).toList());
  }

  /** The entry of an operand that meets an entry of the result. */
  private static int broadcast(Shape operand, int[] at) {
    int[] own = new int[operand.rank()];
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = operand.size(axis) == 1 ? 0 : at[at.length - own.length + axis];
    }
    return Indices.entry(operand, own);
  }

  private Term product(MatMul op, Node node, int[] at) {
    Ref left = node.inputs().get(0);
    Ref right = node.inputs().get(1);
    int last = at.length - 1;
    int inner = shape(left).size(op.transposeLeft() ? -2 : -1);
    return sum(
        inner,
        k -> {
          int[] a = at.clone();
          int[] b = at.clone();
          a[last - 1] = op.transposeLeft() ? k : at[last - 1];
          a[last] = op.transposeLeft() ? at[last - 1] : k;
          b[last - 1] = op.transposeRight() ? at[last] : k;
          b[last] = op.transposeRight() ? k : at[last];
          return times(read(left, a), read(right, b));
        });
  }

  private Term joined(Concat op, Node node, int[] at) {
    for (Ref input : node.inputs()) {
      int size = shape(input).size(op.axis());
      if (at[op.axis()] < size) {
        return read(input, at);
      }
      at[op.axis()] -= size;
    }
    throw new IllegalArgumentException("no such entry");
  }

  private Term reduced(Reduce op, Ref x, Shape from, int[] at) {
    int count = op.count(from);
    IntFunction<Term> term =
        k -> {
          int[] source = new int[from.rank()];
          int rest = k;
          int kept = at.length - 1;
          for (int axis = from.rank() - 1; axis >= 0; axis--) {
            if (op.axes().contains(axis)) {
              source[axis] = rest % from.size(axis);
              rest /= from.size(axis);
              kept -= op.keepDims() ? 1 : 0;
            } else {
              source[axis] = at[kept--];
            }
          }
          return read(x, source);
        };
    return switch (op.reduction()) {
      case SUM -> sum(count, term);
      case MEAN -> mean(sum(count, term), count);
      case MAX, MIN ->
          one(op.reduction().toString(), IntStream.range(0, count).mapToObj(term).toList());
    };
  }

  static Term mean(Term sum, int count) {
    return count == 1 ? sum : new Term.Infix(Sign.OVER, sum, new Term.Number(count));
  }

  /** The greatest or the least of some. */
  static Term one(String which, List<Term> terms) {
    return terms.size() == 1 ? terms.get(0) : new Term.Apply(which, terms);
  }

  /** Softmax, or its logarithm. */
  private Term ofRow(Op op, Ref x, int[] at) {
    Term sum =
        sum(
            shape(x).size(-1),
            k -> {
              int[] source = at.clone();
              source[at.length - 1] = k;
              return exp(read(x, source));
            });
    Term own = read(x, at);
    return op instanceof Softmax
        ? new Term.Infix(Sign.OVER, exp(own), sum)
        : new Term.Infix(Sign.MINUS, own, ElementTerms.logarithm(sum));
  }

  /** Summands that are 0 whatever the numbers are not written. */
  Term sum(int count, IntFunction<Term> term) {
    List<Term> all =
        IntStream.range(0, count)
            .mapToObj(term)
            .filter(each -> !ElementTerms.isZero(each))
            .toList();
    if (all.size() <= 1) {
      return all.isEmpty() ? new Term.Number(0) : all.get(0);
    }
    if (all.size() <= most) {
      return new Term.Total(all, 0);
    }
    List<Term> written = new ArrayList<>(all.subList(0, most - 1));
    written.add(all.get(all.size() - 1));
    return new Term.Total(written, all.size() - most);
  }

  static Term times(Term x, Term y) {
    if (ElementTerms.isZero(x) || ElementTerms.isZero(y)) {
      return new Term.Number(0);
    }
    return new Term.Infix(Sign.TIMES, x, y);
  }

  private static Term exp(Term x) {
    return new Term.Power(new Term.Symbol(Name.of("e"), Optional.empty()), x);
  }

  Shape shape(Ref ref) {
    return unfolded.graph().type(ref).shape();
  }

  static String index(Shape shape, int entry) {
    int[] at = Indices.of(shape, entry);
    int from = at.length > 1 && shape.size(0) == 1 ? 1 : 0;
    List<String> parts = new ArrayList<>();
    for (int axis = from; axis < at.length; axis++) {
      parts.add(Integer.toString(at[axis] + 1));
    }
    return String.join(",", parts);
  }
}
