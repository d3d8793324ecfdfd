package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * y[c, p] = mean of what a window at p sees of x[c], for each example; padding is not counted.
 * Shapes: x [batch, channels, depth, height, width] → y [batch, channels, places...]. LeCun et al.
 * (1989).
 *
 * @param poolSize size of the window, one number or 3, ≥ 1
 * @param strides how far the window moves, ≥ 1; as far as it is large, if left out
 * @param padding {@code valid}: the window stays inside; {@code same}: ⌈n/stride⌉ places
 */
@Type(
    value = "average_pooling3d",
    aliases = {"average_pool3d", "avg_pool3d"})
@Doc("mean of what a moving window sees")
public record AveragePooling3d(
    @Default("2") @Doc("size of the window, one number or 3") @Range(min = 1)
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
  public AveragePooling3d {
    poolSize = Windows.perAxis("pool_size", poolSize, 3);
    strides = strides.map(given -> Windows.perAxis("strides", given, 3));
  }

  /** A window of this size that moves by its size, inside. */
  public static AveragePooling3d of(int poolSize) {
    return new AveragePooling3d(List.of(poolSize), Optional.empty(), Padding.VALID);
  }

  /**
   * @throws ShapeException if x has another number of axes, or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("average_pooling3d", x, 3);
    WindowGeometry geometry =
        Windows.pooling("average_pooling3d", x, poolSize, strides.orElse(poolSize), padding);
    return scope.builder().emit(new AveragePool(geometry, poolSize), x);
  }
}
