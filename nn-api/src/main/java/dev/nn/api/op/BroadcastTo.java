package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Stretched to a shape by NumPy's rules. Its gradient is the sum over the stretched axes.
 *
 * @param shape the shape of the result
 */
public record BroadcastTo(Shape shape) implements Elementwise {
  @Override
  public String name() {
    return "broadcast_to";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape from = inputs.get(0).shape();
    if (!Shape.broadcast(from, shape).equals(shape)) {
      throw new ShapeException("cannot broadcast " + from + " to " + shape);
    }
    return List.of(inputs.get(0).withShape(shape));
  }

  @Override
  public double apply(double... x) {
    return x[0];
  }

  @Override
  public void backward(Backward at) {
    at.accumulate(0, at.gradient());
  }
}
