package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y = x with zeros around it. Shapes: x [batch, channels, length] → y [batch, channels, ...]. With
 * {@code data_format: channels_last}, x and y have the channels last.
 *
 * @param padding zeros to add: one number, or [before, after]; ≥ 0
 * @param dataFormat whether the channels come first or last
 */
@Type(value = "zero_padding1d", aliases = "zero_pad1d")
@Doc("adds zeros at the edges")
public record ZeroPadding1d(
    @Default("1") @Doc("zeros to add: one number, or [before, after]") @Range(min = 0)
        List<Integer> padding,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public ZeroPadding1d {
    padding = Windows.ends("padding", padding);
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("zero_padding1d", x, dataFormat);
    return Resampling.padded(x, dataFormat.steps(), padding);
  }
}
