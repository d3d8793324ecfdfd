package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.core.regularizers.L1L2;

/**
 * y = x, at a cost of (λ₁·Σ|x| + λ₂·Σx²)/batch. Shapes: x [batch, ...] → y [batch, ...].
 *
 * @param l1 λ₁
 * @param l2 λ₂
 */
@Type("activity_regularization")
@Doc("y = x, at a cost of (l1·Σ|x| + l2·Σx²) per example")
public record ActivityRegularization(
    @Default("0.0") @Doc("factor of the absolute values") @Range(min = 0) double l1,
    @Default("0.0") @Doc("factor of the squares") @Range(min = 0) double l2)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    int batch = x.shape().size(0);
    scope.addPenalty(new L1L2(l1, l2).penalty(x).scale(1.0 / batch));
    return x;
  }
}
