package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * dx[n, c, q] = Σ dy[n, c, p] over the windows p whose winner lies at q: what a {@link MaxPool}
 * sends back. Shapes: int32 place and dy [batch, channels, places...] → dx [batch, channels,
 * spatial...]. A place of −1 has no winner.
 *
 * @param geometry how the window moves
 * @param window its sizes
 * @param spatial sizes of the pooled input
 */
public record MaxPoolGradient(WindowGeometry geometry, List<Integer> window, List<Integer> spatial)
    implements Op {
  /** Copies the lists. */
  public MaxPoolGradient {
    window = List.copyOf(window);
    spatial = List.copyOf(spatial);
  }

  @Override
  public String name() {
    return "max_pool_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    TensorType place = inputs.get(0);
    TensorType dy = inputs.get(1);
    Convolutions.check(this, List.of(dy), geometry, "dy");
    if (!place.equals(dy.withDtype(DataType.INT32))) {
      throw new ShapeException("needs int32 places of the shape of dy, not " + place + ", " + dy);
    }
    Convolutions.expectPlaces(this, geometry.places(spatial, window), dy.shape());
    return List.of(dy.withShape(dy.shape().subshape(0, 2).concat(Shape.of(spatial))));
  }

  /** It is linear in dy; its transpose picks, for each window, the element of the winner. */
  @Override
  public void backward(Backward at) {
    Value place = at.input(0);
    Value g = at.gradient();
    GraphBuilder builder = g.builder();
    Shape planes = place.shape().subshape(0, 2);
    int plane = Shape.of(spatial).elements();
    int[] ones = new int[spatial.size()];
    Arrays.fill(ones, 1);
    int[] starts = IntStream.range(0, planes.elements()).map(i -> i * plane).toArray();
    Value start = builder.constant(Tensor.of(planes.concat(Shape.of(ones)), starts));
    Value none = place.compare(Comparison.LESS, place.constant(0));
    Value index = none.select(place.constant(0), place).add(start);
    Value picked = builder.emit(new Gather(), g.reshape(g.shape().elements()), index);
    at.accumulate(1, none.select(picked.constant(0), picked));
  }
}
