package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * For each example, the sum over an axis of x and one of y of their products: y… = Σₖ x[…, k, …] ·
 * y[…, k, …]. The axes that are left stand in order, those of x first. Shapes: x [batch, p, k], y
 * [batch, q, k], axes [2, 2] → [batch, p, q]; x [batch, k], y [batch, k] → [batch, 1].
 *
 * @param axes one axis for both, or one for each
 * @param normalize whether x and y are first scaled to length 1 along these axes: the output is the
 *     cosine similarity then
 */
@Type("dot")
@Doc("sums of products of two inputs along an axis of each")
public record Dot(
    @Doc("one axis for both inputs, or one for each") List<Integer> axes,
    @Default("false") @Doc("whether to scale to length 1 along the axes first") boolean normalize)
    implements MergeLayer {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are not one or two axes
   */
  public Dot {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > 2) {
      throw new IllegalArgumentException("axes are one axis for both inputs or two, not " + axes);
    }
  }

  /**
   * @throws ShapeException if there are not two inputs of one batch size, an axis is missing or the
   *     batch, or the two sizes differ
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(Kind.COUNT, "dot needs two inputs, not " + inputs.size())
          .helping("name them, such as inputs: [left, right]");
    }
    Value x = inputs.get(0);
    Value y = inputs.get(1);
    if (!x.dtype().isFloating() || x.dtype() != y.dtype()) {
      throw Merging.misfit("dot", "they must be floating-point numbers");
    }
    int left = Axes.ofExample("dot", x.shape(), axes.get(0));
    int right = Axes.ofExample("dot", y.shape(), axes.get(axes.size() - 1));
    if (x.shape().size(left) != y.shape().size(right)) {
      throw Merging.misfit(
          "dot",
          "axis %d of the first has size %d, axis %d of the second %d"
              .formatted(left, x.shape().size(left), right, y.shape().size(right)));
    }
    if (x.shape().size(0) != y.shape().size(0)) {
      throw Merging.misfit("dot", "they need one batch size");
    }
    if (normalize) {
      x = UnitNormalization.unit(x, left);
      y = UnitNormalization.unit(y, right);
    }
    Shape rest = without(x.shape(), left).concat(without(y.shape(), right).withoutBatch());
    Value product = rows(x, left).matmul(rows(y, right), false, true);
    Value dots = product.reshape(rest.rank() == 1 ? rest.concat(Shape.of(1)) : rest);
    // Only the first input's steps can be the output's.
    scope
        .mask(inputs.get(0))
        .filter(mask -> left != 1 && dots.shape().rank() > 2)
        .ifPresentOrElse(mask -> scope.setMask(dots, mask), () -> scope.unmask(dots));
    return dots;
  }

  private static Shape without(Shape shape, int axis) {
    return shape.subshape(0, axis).concat(shape.subshape(axis + 1, shape.rank()));
  }

  /** [batch, everything else, axis]. */
  private static Value rows(Value x, int axis) {
    int last = x.shape().rank() - 1;
    int[] order =
        IntStream.concat(IntStream.rangeClosed(0, last).filter(i -> i != axis), IntStream.of(axis))
            .toArray();
    Value turned = axis == last ? x : x.transpose(order);
    int size = x.shape().size(axis);
    int batch = x.shape().size(0);
    return turned.reshape(batch, without(x.shape(), axis).withoutBatch().elements(), size);
  }
}
