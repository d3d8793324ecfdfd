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
 * Shapes: x [batch, channels, length] → y [batch, channels, places]. With {@code data_format:
 * channels_last}, x and y have the channels last. Ranzato et al. (2007).
 *
 * @param poolSize size of the window, ≥ 1
 * @param strides how far the window moves, ≥ 1; as far as it is large, if left out
 * @param padding {@code valid}: the window stays inside; {@code same}: ⌈n/stride⌉ places
 * @param dataFormat whether the channels come first or last
 */
@Type(value = "max_pooling1d", aliases = "max_pool1d")
@Doc("greatest of what a moving window sees")
public record MaxPooling1d(
    @Default("2") @Doc("size of the window") @Range(min = 1) List<Integer> poolSize,
    @Doc("how far the window moves; pool_size if left out") @Range(min = 1)
        Optional<List<Integer>> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public MaxPooling1d {
    poolSize = Windows.perAxis("pool_size", poolSize, 1);
    strides = strides.map(given -> Windows.perAxis("strides", given, 1));
  }

  /** A window of this size that moves by its size, inside. */
  public static MaxPooling1d of(int poolSize) {
    return new MaxPooling1d(
        List.of(poolSize), Optional.empty(), Padding.VALID, DataFormat.CHANNELS_FIRST);
  }

  /**
   * @throws ShapeException if x has another number of axes, or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("max_pooling1d", x, dataFormat);
    Value turned = dataFormat.turned(x);
    WindowGeometry geometry =
        Windows.pooling("max_pooling1d", turned, poolSize, strides.orElse(poolSize), padding);
    return dataFormat.turned(
        scope.builder().emit(new MaxPool(geometry, poolSize), List.of(turned)).get(0));
  }
}
