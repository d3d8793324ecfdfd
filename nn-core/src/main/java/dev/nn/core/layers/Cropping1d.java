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
 * y = x without entries at its edges. Shapes: x [batch, channels, length] → y [batch, channels,
 * ...]. With {@code data_format: channels_last}, x and y have the channels last.
 *
 * @param cropping entries to leave out: one number, or [before, after]; ≥ 0
 * @param dataFormat whether the channels come first or last
 */
@Type(value = "cropping1d", aliases = "crop1d")
@Doc("leaves out entries at the edges")
public record Cropping1d(
    @Default("1") @Doc("entries to leave out: one number, or [before, after]") @Range(min = 0)
        List<Integer> cropping,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public Cropping1d {
    cropping = Windows.ends("cropping", cropping);
  }

  /**
   * @throws ShapeException if x has another number of axes, or nothing would be left of it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("cropping1d", x, dataFormat);
    return Resampling.cropped(x, dataFormat.steps(), cropping);
  }
}
