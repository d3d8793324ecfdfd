package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Equations between single numbers: what one entry of a value is made of. z = a θ + b becomes, for
 * every unit j, z_j = a₁·θ₁ⱼ + a₂·θ₂ⱼ + … + b_j; an entry of a convolution the window that it saw.
 *
 * @param unfolded the graph, and what composites are made of
 * @param names values that have a name
 * @param values for entries that are known beforehand, such as classes
 * @param most terms of a sum that are written; of longer ones the first and the last
 */
record Entries(Unfolded unfolded, Map<Ref, Name> names, Map<Ref, Tensor> values, int most) {
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

  private Term read(Ref ref, int entry) {
    return names.containsKey(ref) ? entry(ref, entry) : expand(ref, entry);
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
    Ref x = node.inputs().isEmpty() ? ref : node.inputs().get(0);
    Shape from = shape(x);
    if (op instanceof Transpose transpose) {
      int[] source = new int[at.length];
      for (int i = 0; i < at.length; i++) {
        source[transpose.permutation().get(i)] = at[i];
      }
      return read(x, Indices.entry(from, source));
    }
    if (op instanceof Slice slice) {
      int[] source = at.clone();
      source[slice.axis()] += slice.start();
      return read(x, Indices.entry(from, source));
    }
    if (op instanceof Concat concat) {
      return joined(concat, node, at.clone());
    }
    if (op instanceof OneHot && values.containsKey(x)) {
      int[] index = java.util.Arrays.copyOf(at, at.length - 1);
      return new Term.Number(
          values.get(x).get(Indices.entry(from, index)) == at[at.length - 1] ? 1 : 0);
    }
    if (op instanceof Reduce reduce) {
      return reduced(reduce, x, from, at);
    }
    if (op instanceof Softmax) {
      return softmax(x, from, at);
    }
    if (op instanceof Convolution convolution) {
      return window(convolution, node, at);
    }
    throw new NoFormula(op);
  }

  private Term elementwise(Elementwise op, Node node, int[] at) {
    List<Term> operands =
        node.inputs().stream().map(input -> read(input, broadcast(shape(input), at))).toList();
    return ElementTerms.of(op, operands, Collections.nCopies(operands.size(), true));
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
          return times(
              read(left, Indices.entry(shape(left), a)),
              read(right, Indices.entry(shape(right), b)));
        });
  }

  private Term joined(Concat op, Node node, int[] at) {
    for (Ref input : node.inputs()) {
      int size = shape(input).size(op.axis());
      if (at[op.axis()] < size) {
        return read(input, Indices.entry(shape(input), at));
      }
      at[op.axis()] -= size;
    }
    throw new IllegalArgumentException("no such entry");
  }

  private Term reduced(Reduce op, Ref x, Shape from, int[] at) {
    if (op.reduction() != Reduction.SUM && op.reduction() != Reduction.MEAN) {
      throw new NoFormula(op);
    }
    int count = op.count(from);
    Term sum =
        sum(
            count,
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
              return read(x, Indices.entry(from, source));
            });
    return op.reduction() == Reduction.SUM || count == 1
        ? sum
        : new Term.Infix(Sign.OVER, sum, new Term.Number(count));
  }

  private Term softmax(Ref x, Shape from, int[] at) {
    Term sum =
        sum(
            from.size(-1),
            k -> {
              int[] source = at.clone();
              source[at.length - 1] = k;
              return exp(read(x, Indices.entry(from, source)));
            });
    return new Term.Infix(Sign.OVER, exp(read(x, Indices.entry(from, at))), sum);
  }

  /** Σ over the window of kernel · x; taps that fall into the padding count as 0. */
  private Term window(Convolution op, Node node, int[] at) {
    Ref x = node.inputs().get(0);
    Ref kernel = node.inputs().get(1);
    Shape window = shape(kernel).subshape(1, shape(kernel).rank());
    WindowGeometry geometry = op.geometry();
    int channels = shape(kernel).size(1);
    int group = at[1] / (shape(kernel).size(0) / op.groups());
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < window.elements(); k++) {
      int[] tap = Indices.of(window, k);
      int[] source = at.clone();
      source[1] = group * channels + tap[0];
      boolean inside = true;
      for (int axis = 0; axis < geometry.rank(); axis++) {
        source[axis + 2] =
            at[axis + 2] * geometry.strides().get(axis)
                + tap[axis + 1] * geometry.dilations().get(axis)
                - geometry.before().get(axis);
        inside &= source[axis + 2] >= 0 && source[axis + 2] < shape(x).size(axis + 2);
      }
      if (inside) {
        int weight = at[1] * window.elements() + k;
        terms.add(times(read(kernel, weight), read(x, Indices.entry(shape(x), source))));
      }
    }
    return sum(terms.size(), terms::get);
  }

  /** Summands that are 0 whatever the numbers are not written. */
  private Term sum(int count, IntFunction<Term> term) {
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

  private static Term times(Term x, Term y) {
    if (ElementTerms.isZero(x) || ElementTerms.isZero(y)) {
      return new Term.Number(0);
    }
    return new Term.Infix(Sign.TIMES, x, y);
  }

  private static Term exp(Term x) {
    return new Term.Power(new Term.Symbol(Name.of("e"), Optional.empty()), x);
  }

  private Shape shape(Ref ref) {
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
