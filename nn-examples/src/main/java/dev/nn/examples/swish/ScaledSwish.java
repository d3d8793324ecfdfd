package dev.nn.examples.swish;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * y = x · σ(βx). Shapes: x [batch, ...] → y [batch, ...]. Ramachandran, Zoph and Le (2017). Its
 * gradient follows from the formula.
 *
 * @param beta how sharply it bends
 */
@Type("scaled_swish")
@Doc("y = x · σ(βx)")
public record ScaledSwish(@Default("1.0") @Doc("how sharply it bends") double beta)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return x.multiply(x.scale(beta).sigmoid());
  }
}
