package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * y = x with the axes of each example in another order. Shapes: x [batch, n₁, n₂, ...] → y [batch,
 * n at dims[0], n at dims[1], ...]. A mask of steps is kept only where they stay the first axis.
 *
 * @param dims the axes in their new order, counted from 1; the batch stays in front
 */
@Type("permute")
@Doc("the axes of each example in another order")
public record Permute(
    @Doc("the axes in their new order, counted from 1") @Range(min = 1) List<Integer> dims)
    implements Layer {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if dims does not have each number from 1 on once
   */
  public Permute {
    dims = List.copyOf(dims);
    if (!dims.stream()
        .sorted()
        .toList()
        .equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "dims has to name each axis from 1 to %d once, not %s".formatted(dims.size(), dims));
    }
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() != dims.size() + 1) {
      throw new ShapeException(
              Kind.AXES,
              "permute with dims %s needs examples with %d axes".formatted(dims, dims.size()))
          .about("dims")
          .helping("name each axis from 1 to %d once".formatted(Math.max(1, x.shape().rank() - 1)));
    }
    Value y =
        x.transpose(
            IntStream.rangeClosed(0, dims.size()).map(i -> i == 0 ? 0 : dims.get(i - 1)).toArray());
    if (dims.get(0) != 1) {
      scope.unmask(y);
    }
    return y;
  }
}
