package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * z = f(x, y), element by element, broadcasting. Shapes: x [...], y [...] → z [broadcast]. Floating
 * or int32.
 *
 * @param function f
 */
public record Binary(BinaryFunction function) implements Elementwise {
  @Override
  public String name() {
    return function.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    Elementwise.expectSame(this, inputs.get(0), inputs.get(1));
    if (inputs.get(0).dtype() == DataType.BOOL) {
      throw new ShapeException(name() + " needs numbers, not " + inputs.get(0));
    }
    return List.of(inputs.get(0).withShape(Elementwise.broadcast(inputs)));
  }

  @Override
  public double apply(double... x) {
    return function.apply(x[0], x[1]);
  }

  @Override
  public void backward(Backward at) {
    function.backward(at);
  }
}
