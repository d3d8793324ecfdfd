package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/**
 * y[c] = x[c]·m[c]/(1 − rate) for each channel c of each example, where m is 1 with probability 1 −
 * rate and 0 otherwise, drawn anew at every training step; y = x in inference. Neighbouring entries
 * of a channel are alike, so that dropping some of them would drop little. Shapes: x [batch,
 * channels, length] → y likewise. With {@code data_format: channels_last}, x and y have the
 * channels last. Tompson et al. (2015).
 *
 * @param rate share of the channels that are dropped, in [0, 1)
 * @param dataFormat whether the channels come first or last
 */
@Type(value = "spatial_dropout1d", aliases = "dropout1d")
@Doc("in training, sets a random share of the channels to 0 and scales up the rest")
public record SpatialDropout1d(
    @Doc("share of the channels that are dropped") @Range(min = 0, max = 1, maxExclusive = true)
        double rate,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("spatial_dropout1d", x, dataFormat);
    if (!scope.training() || rate == 0) {
      return x;
    }
    Shape channels = Axes.keeping(x.shape(), 0, dataFormat.channels());
    Value kept = scope.randomUniform(channels).greaterEqual(rate);
    return x.multiply(kept.cast(x.dtype()).scale(1 / (1 - rate)));
  }
}
