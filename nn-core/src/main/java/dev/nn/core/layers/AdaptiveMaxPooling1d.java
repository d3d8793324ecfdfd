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
 * y[c, i] = greatest of x[c] from entry ⌊i·n/m⌋ up to, not including, ⌈(i + 1)·n/m⌉ of each axis of
 * n entries, m being the size wanted: windows that cover x evenly, whatever its size. Shapes: x
 * [batch, channels, length] → y [batch, channels, output_size...]. The gradient goes to the first
 * of equals. With {@code data_format: channels_last}, x and y have the channels last.
 *
 * @param outputSize places along each axis, ≥ 1
 * @param dataFormat whether the channels come first or last
 */
@Type(value = "adaptive_max_pooling1d", aliases = "adaptive_max_pool1d")
@Doc("greatest of as many windows as wanted, which cover the input evenly")
public record AdaptiveMaxPooling1d(
    @Doc("places along each axis") @Range(min = 1) List<Integer> outputSize,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public AdaptiveMaxPooling1d {
    outputSize = Windows.perAxis("output_size", outputSize, 1);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("adaptive_max_pooling1d", x, dataFormat);
    Windows.requireEntries("adaptive_max_pooling1d", x);
    return dataFormat.turned(EvenWindows.max(dataFormat.turned(x), outputSize));
  }
}
