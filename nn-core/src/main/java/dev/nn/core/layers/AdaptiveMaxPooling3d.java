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
 * [batch, channels, depth, height, width] → y [batch, channels, output_size...]. The gradient goes
 * to the first of equals.
 *
 * @param outputSize places along each axis, one number or 3, ≥ 1
 */
@Type(value = "adaptive_max_pooling3d", aliases = "adaptive_max_pool3d")
@Doc("greatest of as many windows as wanted, which cover the input evenly")
public record AdaptiveMaxPooling3d(
    @Doc("places along each axis, one number or 3") @Range(min = 1) List<Integer> outputSize)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes
   */
  public AdaptiveMaxPooling3d {
    outputSize = Windows.perAxis("output_size", outputSize, 3);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("adaptive_max_pooling3d", x, 3);
    Windows.requireEntries("adaptive_max_pooling3d", x);
    return EvenWindows.max(x, outputSize);
  }
}
