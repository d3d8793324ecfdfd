package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * y[n, c, p] = max over the window at p of x[n, c], and where in the plane x[n, c] (flat,
 * row-major) it was found. Padding never wins, the first of equals does, and NaN wins over numbers,
 * so that it is not lost. Where a window sees nothing but padding, y is −∞ and the place −1.
 * Shapes: x [batch, channels, spatial...] → y and int32 place, both [batch, channels, places...].
 * Nothing flows back through the place.
 *
 * @param geometry how the window moves
 * @param window its sizes
 */
public record MaxPool(WindowGeometry geometry, List<Integer> window) implements Op {
  /** Copies the list. */
  public MaxPool {
    window = List.copyOf(window);
  }

  @Override
  public String name() {
    return "max_pool";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Convolutions.check(this, inputs, geometry, "x");
    TensorType x = inputs.get(0);
    List<Integer> places = geometry.places(Convolutions.spatial(x.shape()), window);
    TensorType y = x.withShape(x.shape().subshape(0, 2).concat(Shape.of(places)));
    return List.of(y, y.withDtype(DataType.INT32));
  }

  @Override
  public void backward(Backward at) {
    Value dy = at.gradient();
    List<Integer> spatial = Convolutions.spatial(at.input(0).shape());
    at.accumulate(
        0, dy.builder().emit(new MaxPoolGradient(geometry, window, spatial), at.output(1), dy));
  }
}
