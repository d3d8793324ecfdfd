package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * a = f(z), z = Σ x·W + b, the axes of x, W and z named by the letters of an equation: in {@code
 * abc,cd->abd}, z[a, b, d] = Σ_c x[a, b, c]·W[c, d] + b. Letters that the output lacks are summed
 * over; a letter that all three have keeps a kernel for each of its entries; {@code ...} in input
 * and output stands for any number of axes. Shapes: x [batch, ...], W {@code kernel} as the
 * equation has it, b {@code bias} of the sizes of {@code bias_axes} in the output's order → z, a
 * [batch, ...]. The kernel's fans are the products of the sizes that are summed over and of those
 * that are new. As Keras's layer of this name.
 *
 * @param equation letters of the input's, the kernel's and the output's axes; the first is the
 *     batch
 * @param outputShape sizes of the output's letters without the batch and what is elided; −1: as in
 *     the input
 * @param activation f
 * @param biasAxes letters of the output that b has; without them there is no b
 * @param kernel about W
 * @param biasInitializer first values of b
 * @param biasRegularizer what b costs
 * @param activityRegularizer what a costs, per example
 * @param biasConstraint what b is made to satisfy after each update
 */
@Type("einsum_dense")
@Doc("a = f(z), z = Σ x·W + b along axes that an equation names: abc,cd->abd")
public record EinsumDense(
    @Doc("letters of the axes of input, kernel and output: abc,cd->abd") String equation,
    @Doc("sizes of the output without batch and ellipsis; -1: as in the input") @Range(min = -1)
        List<Integer> outputShape,
    @Default("linear") @Doc("f") Activation activation,
    @Doc("letters of the output that b has; left out: no b") Optional<String> biasAxes,
    @Inline KernelSettings kernel,
    @Default("zeros") @Doc("first values of b") Initializer biasInitializer,
    @Doc("what b costs") Optional<Regularizer> biasRegularizer,
    @Doc("what a costs, per example") Optional<Regularizer> activityRegularizer,
    @Doc("what b satisfies after each update") Optional<Constraint> biasConstraint)
    implements Layer {

  /**
   * Reads the equation.
   *
   * @throws ShapeException if it cannot be read, or the other keys do not fit it
   */
  public EinsumDense {
    outputShape = List.copyOf(outputShape);
    Einsum read = Einsum.of(equation);
    String stated = read.stated();
    if (stated.length() != outputShape.size()) {
      throw new ShapeException(
              Kind.FORMULA,
              "output_shape has %d sizes, the output of '%s' has %d letters besides the batch"
                  .formatted(outputShape.size(), equation, stated.length()))
          .about("output_shape")
          .helping(
              "one size for each of %s; -1 for those that are as in the input"
                  .formatted(String.join(", ", stated.split(""))));
    }
    for (int i = 0; i < stated.length(); i++) {
      if (outputShape.get(i) < 1 && read.x().indexOf(stated.charAt(i)) < 0) {
        throw new ShapeException(
                Kind.FORMULA,
                "output_shape has to say how large '%s' is, which the input does not have"
                    .formatted(stated.charAt(i)))
            .about("output_shape")
            .helping("write its size, 1 or more, instead of " + outputShape.get(i));
      }
    }
    for (char letter : biasAxes.orElse("").toCharArray()) {
      if (stated.indexOf(letter) < 0) {
        throw new ShapeException(
                Kind.FORMULA,
                "bias_axes has '%s', which is no axis of the output of '%s' besides the batch"
                    .formatted(letter, equation))
            .about("bias_axes")
            .helping("it can have letters of " + stated);
      }
    }
  }

  /**
   * @throws ShapeException if x has not as many axes as the equation says, or other sizes than
   *     output_shape
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Einsum read = Einsum.of(equation);
    int least = read.named() + (read.isBatchElided() ? 1 : 0);
    if (!x.dtype().isFloating() || x.shape().rank() == 0) {
      throw Layouts.FEATURES.misfit("einsum_dense", x);
    }
    if (x.shape().rank() < least || x.shape().rank() > least && !read.isElided()) {
      throw new ShapeException(
              Kind.AXES,
              "einsum_dense '%s' needs an input of %s%d axes, the batch among them"
                  .formatted(equation, read.isElided() ? "at least " : "", least))
          .about("equation");
    }
    Einsum axes = read.of(x.shape().rank());
    Map<Character, Integer> sizes = sizes(read, axes, x.shape());
    Value z = product(scope, axes, sizes, x);
    if (biasAxes.isPresent() && !biasAxes.get().isEmpty()) {
      String letters = Einsum.letters(axes.y(), biasAxes.get(), "");
      Value bias =
          scope.parameter(
              "bias",
              ParameterSpec.of(shape(letters, sizes), biasInitializer)
                  .regularized(biasRegularizer)
                  .constrained(biasConstraint));
      z = z.add(bias.reshape(Axes.keeping(z.shape(), places(letters, axes.y()))));
    }
    Value a = activation.apply(scope.preActivation(z));
    int batch = x.shape().size(0);
    activityRegularizer.ifPresent(
        activity -> scope.addPenalty(activity.penalty(a).scale(1.0 / batch)));
    return a;
  }

  /** How large each letter is. */
  private Map<Character, Integer> sizes(Einsum read, Einsum axes, Shape x) {
    Map<Character, Integer> sizes = new HashMap<>();
    for (int i = 0; i < x.rank(); i++) {
      sizes.put(axes.x().charAt(i), x.size(i));
    }
    String stated = read.stated();
    for (int i = 0; i < stated.length(); i++) {
      int size = outputShape.get(i);
      Integer known = sizes.get(stated.charAt(i));
      if (known == null) {
        sizes.put(stated.charAt(i), size);
      } else if (size != -1 && size != known) {
        throw new ShapeException(
                "output_shape says %d for '%s', of which the input has %d"
                    .formatted(size, stated.charAt(i), known))
            .about("output_shape")
            .helping("write %d, or -1: as in the input".formatted(known));
      }
    }
    return sizes;
  }

  /**
   * One matrix product: rows are axes that the kernel lacks, columns those that the input lacks;
   * for axes that all have, there is a stack of them.
   */
  private Value product(LayerScope scope, Einsum axes, Map<Character, Integer> sizes, Value x) {
    String every = Einsum.letters(axes.kernel(), axes.x(), "");
    String stack = Einsum.letters(every, axes.y(), "");
    String summed = Einsum.letters(every, every, axes.y());
    String columns = Einsum.letters(axes.kernel(), axes.kernel(), axes.x());
    String rows = Einsum.letters(axes.x(), axes.y(), axes.kernel());
    Shape kernelShape = shape(axes.kernel(), sizes);
    int fanIn = shape(summed, sizes).elements();
    int fanOut = shape(columns, sizes).elements();
    Value w = kernel.parameter(scope, "kernel", kernelShape, fanIn, fanOut);
    String alone = Einsum.letters(axes.x(), axes.x(), axes.kernel() + axes.y());
    Value left = alone.isEmpty() ? x : x.sum(places(alone, axes.x()));
    Value a = matrices(left, Einsum.letters(axes.x(), axes.x(), alone), stack, rows, summed, sizes);
    Value b = matrices(w, axes.kernel(), stack, summed, columns, sizes);
    String made = stack + rows + columns;
    return ordered(a.matmul(b).reshape(shape(made, sizes)), made, axes.y());
  }

  /** [stack, rows, columns], or a single matrix if the stack has no axes. */
  private static Value matrices(
      Value x,
      String letters,
      String stack,
      String rows,
      String columns,
      Map<Character, Integer> sizes) {
    Value turned = ordered(x, letters, stack + rows + columns);
    int height = shape(rows, sizes).elements();
    int width = shape(columns, sizes).elements();
    return stack.isEmpty()
        ? turned.reshape(height, width)
        : turned.reshape(shape(stack, sizes).elements(), height, width);
  }

  private static Value ordered(Value x, String from, String to) {
    return from.equals(to) ? x : x.transpose(places(to, from));
  }

  private static int[] places(String letters, String in) {
    return letters.chars().map(in::indexOf).toArray();
  }

  private static Shape shape(String letters, Map<Character, Integer> sizes) {
    List<Integer> shape = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      shape.add(sizes.get(letter));
    }
    return Shape.of(shape);
  }
}
