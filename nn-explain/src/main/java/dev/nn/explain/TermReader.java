package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Gather;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads formulas off a graph: from a value back to those that have a name. What only moves numbers
 * in memory, such as a reshape, is left out of formulas; shapes are told beside them.
 *
 * @param unfolded the graph, and what composites are made of
 * @param symbols the values that have a name
 * @param twins those of them that are computed a second time
 * @param axes what axes are called
 */
record TermReader(Unfolded unfolded, Map<Ref, Name> symbols, Twins twins, Axes axes) {
  private static final ElementTerms ELEMENTS = new ElementTerms(false);

  /** A value by its name, or else by how it is computed. */
  Term read(Ref ref) {
    if (symbols.containsKey(ref)) {
      return symbol(ref);
    }
    Ref piece = unfolded.pieces().get(ref);
    if (piece != null) {
      return read(piece);
    }
    if (unfolded.zeros().contains(ref)) {
      return new Term.Number(0);
    }
    return twins.of(ref).map(this::symbol).orElseGet(() -> formula(ref));
  }

  private Term symbol(Ref ref) {
    return new Term.Symbol(symbols.get(ref), Optional.of(ref));
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
    if (unfolded.isTransparent(node)) {
      return read(inputs.get(0));
    }
    if (op instanceof SparseSoftmaxCrossEntropy) {
      return crossEntropy(ref, inputs);
    }
    if (op instanceof Random random) {
      String distribution = random.distribution().name().toLowerCase(Locale.ROOT);
      return new Term.Apply(distribution, List.of(new Term.Number(0), new Term.Number(1)));
    }
    if (op instanceof Transpose transpose) {
      return transposed(transpose, inputs.get(0));
    }
    if (op instanceof Select && unfolded.isGuard(inputs.get(0))) {
      return read(inputs.get(1));
    }
    if (op instanceof Elementwise elementwise) {
      return element(elementwise, node);
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
          reduce.reduction(), read(inputs.get(0)), all ? List.of() : over(reduce, inputs.get(0)));
    }
    if (op instanceof Slice slice) {
      Term x = read(inputs.get(0));
      if (x instanceof Term.Number) {
        return x;
      }
      return new Term.Part(
          x,
          shape(inputs.get(0)).rank(),
          slice.axis(),
          slice.start() + 1,
          slice.start() + slice.size());
    }
    return spatialOrIndexed(op, inputs);
  }

  private Term element(Elementwise op, Node node) {
    Optional<CrossEntropy> pair = CrossEntropy.of(node, unfolded, twins);
    if (pair.isPresent()) {
      return ELEMENTS.crossEntropy(read(pair.get().truth()), read(pair.get().probability()));
    }
    List<Ref> operands = unfolded.operands(node);
    return ELEMENTS.of(
        op,
        operands.stream().map(operand -> operand(operand, operands)).toList(),
        unfolded.operands(node).stream().map(unfolded::isScalar).toList());
  }

  /** Each number with each other one of a row: there, x stands beside xᵀ. */
  private Term operand(Ref ref, List<Ref> operands) {
    Term term = read(ref);
    boolean column = shape(ref).rank() > 1 && shape(ref).size(-1) == 1;
    boolean pairs =
        column
            && operands.stream()
                .anyMatch(
                    other ->
                        shape(other).rank() == shape(ref).rank()
                            && shape(other).size(-2) == 1
                            && shape(other).size(-1) == shape(ref).size(-2)
                            && shape(other).size(-1) > 1
                            && read(other).equals(term));
    return pairs ? new Term.Transposed(term) : term;
  }

  private Term spatialOrIndexed(Op op, List<Ref> inputs) {
    if (op instanceof Convolution || op instanceof ConvolutionKernelGradient) {
      return convolution(Sign.CONVOLUTION, inputs);
    }
    if (op instanceof ConvolutionInputGradient) {
      return convolution(Sign.CONVOLUTION_TRANSPOSED, inputs);
    }
    if (op instanceof MaxPoolGradient) {
      return new Term.Apply("max_unpool", List.of(read(inputs.get(1))));
    }
    if (op instanceof AveragePoolGradient) {
      return new Term.Apply("average_unpool", List.of(read(inputs.get(0))));
    }
    if (op instanceof Gather) {
      return new Term.Lookup(read(inputs.get(0)), read(inputs.get(1)));
    }
    if (op instanceof ScatterAdd) {
      Term rows = new Term.Apply("one_hot", List.of(read(inputs.get(0))));
      return new Term.Product(rows, true, read(inputs.get(1)), false);
    }
    if (op instanceof LogSoftmax) {
      Optional<Ref> probabilities = twins.of(new Softmax(), inputs.get(0));
      if (probabilities.isPresent()) {
        return ElementTerms.logarithm(symbol(probabilities.get()));
      }
    }
    return new Term.Apply(op.name(), inputs.stream().map(this::read).toList());
  }

  private Term convolution(Sign sign, List<Ref> inputs) {
    return new Term.Infix(sign, read(inputs.get(0)), read(inputs.get(1)));
  }

  private List<String> over(Reduce reduce, Ref x) {
    return reduce.axes().stream().map(axis -> axes.all(x, axis)).toList();
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

  /** One number, or those that there are: {@code (0, 1, …, 7)}. */
  private static Term constant(Constant constant) {
    Tensor value = constant.value();
    int last = value.size() - 1;
    boolean same = IntStream.rangeClosed(0, last).allMatch(i -> value.get(i) == value.get(0));
    if (same && last >= 0) {
      return new Term.Number(value.get(0));
    }
    if (isUpperTriangle(value)) {
      return new Term.Symbol(Name.of("[i < j]"), Optional.empty());
    }
    List<Integer> shown =
        last < 4 ? IntStream.rangeClosed(0, last).boxed().toList() : List.of(0, 1);
    String numbers =
        shown.stream().map(i -> TermText.number(value.get(i))).collect(Collectors.joining(", "));
    String rest = last < 4 ? "" : ", …, " + TermText.number(value.get(last));
    return new Term.Symbol(Name.of("(" + numbers + rest + ")"), Optional.empty());
  }

  /** 1 above the diagonal, 0 elsewhere. */
  private static boolean isUpperTriangle(Tensor value) {
    int rank = value.shape().rank();
    if (rank != 2 || value.shape().size(0) != value.shape().size(1)) {
      return false;
    }
    int columns = value.shape().size(1);
    return IntStream.range(0, value.size())
        .allMatch(i -> value.get(i) == (i / columns < i % columns ? 1 : 0));
  }

  private Term transposed(Transpose op, Ref x) {
    int rank = op.permutation().size();
    List<Integer> swapped = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (rank > 1) {
      Collections.swap(swapped, rank - 2, rank - 1);
    }
    return op.permutation().equals(swapped)
        ? new Term.Transposed(read(x))
        : new Term.Apply("transpose", List.of(read(x)));
  }

  private Shape shape(Ref ref) {
    return unfolded.graph().type(ref).shape();
  }
}
