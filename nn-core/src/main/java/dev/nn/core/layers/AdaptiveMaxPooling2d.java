package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y[c, i] = greatest of x[c] from entry ⌊i·n/m⌋ up to, not including, ⌈(i + 1)·n/m⌉ of each axis of
 * n entries, m being the size wanted: windows that cover x evenly, whatever its size. Shapes: x
 * [batch, channels, height, width] → y [batch, channels, output_size...]. The gradient goes to the
 * first of equals.
 *
 * @param outputSize places along each axis, one number or 2, ≥ 1
 */
@Type(value = "adaptive_max_pooling2d", aliases = "adaptive_max_pool2d")
@Doc("greatest of as many windows as wanted, which cover the input evenly")
public record AdaptiveMaxPooling2d(
    @Doc("places along each axis, one number or 2") @Range(min = 1) List<Integer> outputSize)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public AdaptiveMaxPooling2d {
    outputSize = Windows.perAxis("output_size", outputSize, 2);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("adaptive_max_pooling2d", x, 2);
    Windows.requireEntries("adaptive_max_pooling2d", x);
    return EvenWindows.max(x, outputSize);
  }
}
