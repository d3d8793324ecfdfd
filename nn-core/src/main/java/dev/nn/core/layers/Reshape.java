package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * y = x in another shape, row-major. Shapes: x [batch, ...] → y [batch, target_shape...].
 *
 * @param targetShape sizes without the batch; one of them may be −1 and is inferred
 */
@Type("reshape")
@Doc("another shape for each example")
public record Reshape(
    @Doc("sizes without the batch; one may be -1 and is inferred") @Range(min = -1)
        List<Integer> targetShape)
    implements Layer {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if more than one size is −1
   */
  public Reshape {
    targetShape = List.copyOf(targetShape);
    if (targetShape.stream().filter(size -> size == -1).count() > 1) {
      throw new IllegalArgumentException("target_shape " + targetShape + " has more than one -1");
    }
  }

  /** To these sizes. */
  public static Reshape of(Integer... targetShape) {
    return new Reshape(List.of(targetShape));
  }

  /**
   * @throws ShapeException if the numbers of elements differ
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    int elements = x.shape().withoutBatch().elements();
    int known = targetShape.stream().filter(size -> size != -1).reduce(1, (a, b) -> a * b);
    boolean infer = targetShape.contains(-1);
    if (infer ? known == 0 || elements % known != 0 : elements != known) {
      throw new ShapeException(
              Kind.ELEMENTS,
              "cannot reshape examples of shape %s (%d elements) to %s"
                  .formatted(x.shape().withoutBatch(), elements, targetShape))
          .about("target_shape")
          .helping(help(elements));
    }
    Shape example =
        Shape.of(targetShape.stream().map(size -> size == -1 ? elements / known : size).toList());
    return x.reshape(example.withBatch(x.shape().size(0)));
  }

  /** Sizes of that many elements, near to those that are wanted. */
  private List<Integer> near(int elements) {
    List<Integer> sizes = new ArrayList<>();
    int left = elements;
    for (int size : targetShape.subList(1, targetShape.size())) {
      sizes.add(Divisors.nearest(size, left));
      left /= sizes.get(sizes.size() - 1);
    }
    sizes.add(0, left);
    return sizes;
  }

  /** The last size that can be changed so that all elements find a place; else any that do. */
  private String help(int elements) {
    for (int i = targetShape.size() - 1; i >= 0; i--) {
      List<Integer> sizes = new ArrayList<>(targetShape);
      sizes.set(i, 1);
      int others = sizes.stream().reduce(1, (a, b) -> a * b);
      if (others > 0 && elements % others == 0) {
        sizes.set(i, elements / others);
        return "write target_shape: " + sizes;
      }
    }
    return "the sizes have to multiply to %d%s"
        .formatted(
            elements, targetShape.isEmpty() ? "" : ", such as target_shape: " + near(elements));
  }
}
