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
 * y[c] = mean of x[c] over all its places, for each example. Shapes: x [batch, channels, depth,
 * height, width] → y [batch, channels], or with {@code keepdims} [batch, channels, 1, 1, 1]. Lin,
 * Chen and Yan (2014).
 *
 * @param keepdims keep the axes with size 1
 */
@Type(
    value = "global_average_pooling3d",
    aliases = {"global_average_pool3d", "global_avg_pool3d"})
@Doc("mean over all places")
public record GlobalAveragePooling3d(
    @Default("false") @Doc("keep the axes with size 1") boolean keepdims) implements Layer {

  /** Without the axes. */
  public static GlobalAveragePooling3d of() {
    return new GlobalAveragePooling3d(false);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("global_average_pooling3d", x, 3);
    Windows.requireEntries("global_average_pooling3d", x);
    return x.reduce(Reduction.MEAN, keepdims, 2, 3, 4);
  }
}
