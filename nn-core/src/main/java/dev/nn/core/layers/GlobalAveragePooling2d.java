package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;

/**
 * y[c] = mean of x[c] over all its places, for each example. Shapes: x [batch, channels, height,
 * width] → y [batch, channels], or with {@code keepdims} [batch, channels, 1, 1]. Lin, Chen and Yan
 * (2014).
 *
 * @param keepdims keep the axes with size 1
 */
@Type(
    value = "global_average_pooling2d",
    aliases = {"global_average_pool2d", "global_avg_pool2d"})
@Doc("mean over all places")
public record GlobalAveragePooling2d(
    @Default("false") @Doc("keep the axes with size 1") boolean keepdims) implements Layer {

  /** Without the axes. */
  public static GlobalAveragePooling2d of() {
    return new GlobalAveragePooling2d(false);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("global_average_pooling2d", x, 2);
    Windows.requireEntries("global_average_pooling2d", x);
    return x.reduce(Reduction.MEAN, keepdims, 2, 3);
  }
}
