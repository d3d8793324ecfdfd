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
 * y = x with each entry {@code size} times. Shapes: x [batch, channels, length] → y [batch,
 * channels, size·length]. With {@code data_format: channels_last}, x and y have the channels last.
 *
 * @param size how many times larger, ≥ 1
 * @param dataFormat whether the channels come first or last
 */
@Type(
    value = "up_sampling1d",
    aliases = {"upsampling1d", "upsample1d"})
@Doc("makes a sequence larger by a whole number")
public record UpSampling1d(
    @Default("2") @Doc("how many times larger") @Range(min = 1) List<Integer> size,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public UpSampling1d {
    size = Windows.perAxis("size", size, 1);
  }

  /**
   * @throws ShapeException if x has another number of axes
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("up_sampling1d", x, dataFormat);
    return Resampling.repeated(x, dataFormat.steps(), size.get(0));
  }
}
