package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
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
          "cannot reshape examples of shape "
              + x.shape().withoutBatch()
              + " ("
              + elements
              + " elements) to "
              + targetShape);
    }
    Shape example =
        Shape.of(targetShape.stream().map(size -> size == -1 ? elements / known : size).toList());
    return x.reshape(example.withBatch(x.shape().size(0)));
  }
}
