package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * y[c, p] = greatest of what a window at p sees of x[c], for each example; padding is not counted.
 * Shapes: x [batch, channels, height, width] → y [batch, channels, places...]. Ranzato et al.
 * (2007).
 *
 * @param poolSize size of the window, one number or 2, ≥ 1
 * @param strides how far the window moves, ≥ 1; as far as it is large, if left out
 * @param padding {@code valid}: the window stays inside; {@code same}: ⌈n/stride⌉ places
 */
@Type(value = "max_pooling2d", aliases = "max_pool2d")
@Doc("greatest of what a moving window sees")
public record MaxPooling2d(
    @Default("2") @Doc("size of the window, one number or 2") @Range(min = 1)
        List<Integer> poolSize,
    @Doc("how far the window moves; pool_size if left out") @Range(min = 1)
        Optional<List<Integer>> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public MaxPooling2d {
    poolSize = Windows.perAxis("pool_size", poolSize, 2);
    strides = strides.map(given -> Windows.perAxis("strides", given, 2));
  }

  /** A window of this size that moves by its size, inside. */
  public static MaxPooling2d of(int poolSize) {
    return new MaxPooling2d(List.of(poolSize), Optional.empty(), Padding.VALID);
  }

  /**
   * @throws ShapeException if x has another number of axes, or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("max_pooling2d", x, 2);
    WindowGeometry geometry =
        Windows.pooling("max_pooling2d", x, poolSize, strides.orElse(poolSize), padding);
    return scope.builder().emit(new MaxPool(geometry, poolSize), List.of(x)).get(0);
  }
}
