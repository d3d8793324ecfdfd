package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/**
 * y[c] = x[c]·m[c]/(1 − rate) for each channel c of each example, where m is 1 with probability 1 −
 * rate and 0 otherwise, drawn anew at every training step; y = x in inference. Neighbouring entries
 * of a channel are alike, so that dropping some of them would drop little. Shapes: x [batch,
 * channels, depth, height, width] → y likewise. Tompson et al. (2015).
 *
 * @param rate share of the channels that are dropped, in [0, 1)
 */
@Type(value = "spatial_dropout3d", aliases = "dropout3d")
@Doc("in training, sets a random share of the channels to 0 and scales up the rest")
public record SpatialDropout3d(
    @Doc("share of the channels that are dropped") @Range(min = 0, max = 1, maxExclusive = true)
        double rate)
    implements Layer {

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("spatial_dropout3d", x, 3);
    if (!scope.training() || rate == 0) {
      return x;
    }
    Shape channels = Axes.keeping(x.shape(), 0, 1);
    Value kept = scope.randomUniform(channels).greaterEqual(rate);
    return x.multiply(kept.cast(x.dtype()).scale(1 / (1 - rate)));
  }
}
