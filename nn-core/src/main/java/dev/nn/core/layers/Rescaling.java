package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * y = x·scale + offset; whole numbers become floating-point numbers. Shapes: x [batch, ...] → y
 * [batch, ...].
 *
 * @param scale factor, such as 1/255
 * @param offset added after scaling
 */
@Type("rescaling")
@Doc("y = x·scale + offset")
public record Rescaling(
    @Doc("factor") double scale, @Default("0.0") @Doc("added after scaling") double offset)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return x.cast(scope.dtype()).scale(scale).add(offset);
  }
}
