package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * dx[n, c, q] = Σ dy[n, c, p]/count(p) over the windows p that see q, count(p) being how much of
 * the input the window sees: what an {@link AveragePool} sends back. Shapes: dy [batch, channels,
 * places...] → dx [batch, channels, spatial...].
 *
 * @param geometry how the window moves
 * @param window its sizes
 * @param spatial sizes of the pooled input
 */
public record AveragePoolGradient(
    WindowGeometry geometry, List<Integer> window, List<Integer> spatial) implements Op {
  /** Copies the lists. */
  public AveragePoolGradient {
    window = List.copyOf(window);
    spatial = List.copyOf(spatial);
  }

  @Override
  public String name() {
    return "average_pool_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Convolutions.check(this, inputs, geometry, "dy");
    TensorType dy = inputs.get(0);
    Convolutions.expectPlaces(this, geometry.places(spatial, window), dy.shape());
    return List.of(dy.withShape(dy.shape().subshape(0, 2).concat(Shape.of(spatial))));
  }

  @Override
  public void backward(Backward at) {
    Value g = at.gradient();
    at.accumulate(0, g.builder().emit(new AveragePool(geometry, window), g));
  }
}
