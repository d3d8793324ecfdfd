package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * y[n, c, p] = mean over the window at p of x[n, c], over what it sees of x: padding is not
 * counted. Where a window sees nothing but padding, y is 0. Shapes: x [batch, channels, spatial...]
 * → y [batch, channels, places...].
 *
 * @param geometry how the window moves
 * @param window its sizes
 */
public record AveragePool(WindowGeometry geometry, List<Integer> window) implements Op {
  /** Copies the list. */
  public AveragePool {
    window = List.copyOf(window);
  }

  @Override
  public String name() {
    return "average_pool";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Convolutions.check(this, inputs, geometry, "x");
    TensorType x = inputs.get(0);
    List<Integer> places = geometry.places(Convolutions.spatial(x.shape()), window);
    return List.of(x.withShape(x.shape().subshape(0, 2).concat(Shape.of(places))));
  }

  @Override
  public void backward(Backward at) {
    Value dy = at.gradient();
    List<Integer> spatial = Convolutions.spatial(at.input(0).shape());
    at.accumulate(0, dy.builder().emit(new AveragePoolGradient(geometry, window, spatial), dy));
  }
}
