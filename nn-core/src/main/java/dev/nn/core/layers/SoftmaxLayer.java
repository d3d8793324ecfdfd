package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.activations.Softmax;

/**
 * aᵢ = e^zᵢ / Σⱼ e^zⱼ along an axis: {@link Softmax} as a layer. Shapes: z [batch, ...] → a [batch,
 * ...]. Bridle (1990).
 *
 * @param axis along which the sum is 1
 */
@Type("softmax")
@Doc("aᵢ = e^zᵢ / Σⱼ e^zⱼ")
public record SoftmaxLayer(@Default("-1") @Doc("axis along which the sum is 1") int axis)
    implements Layer {
  /**
   * @throws ShapeException if there is no such axis, or it is the batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Axes.ofExample("softmax", x.shape(), axis);
    return new Softmax(axis).apply(scope.preActivation(x));
  }
}
