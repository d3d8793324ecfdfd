package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;

/**
 * yₜ = layer(xₜ): the same layer, with the same parameters, at every step. Shapes: x [batch, time,
 * ...] → y [batch, time, ...]; the layer sees [batch·time, ...]. Its parameters are below {@code
 * layer}.
 *
 * @param layer that is applied
 */
@Type("time_distributed")
@Doc("the same layer at every time step")
public record TimeDistributed(@Doc("what is applied") Layer layer) implements Layer {
  /**
   * @throws ShapeException if x has no time, or the layer mixes the rows of a batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 3) {
      throw Layouts.STEPS_OF_ANYTHING.misfit("time_distributed", x);
    }
    Shape times = x.shape().subshape(0, 2);
    Shape step = x.shape().subshape(2, x.shape().rank());
    Value y = scope.child("layer").write(layer, x.reshape(step.withBatch(times.elements())));
    if (y.shape().rank() == 0 || y.shape().size(0) != times.elements()) {
      throw new ShapeException("time_distributed needs a layer that keeps rows apart");
    }
    return y.reshape(times.concat(y.shape().withoutBatch()));
  }
}
