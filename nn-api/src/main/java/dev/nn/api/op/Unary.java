package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * y = f(x), element by element. Shapes: x [...] → y [...].
 *
 * @param function f
 */
public record Unary(UnaryFunction function) implements Elementwise {
  @Override
  public String name() {
    return function.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    if (!inputs.get(0).dtype().isFloating()) {
      throw new ShapeException(name() + " needs floating-point numbers, not " + inputs.get(0));
    }
    return inputs;
  }

  @Override
  public double apply(double... x) {
    return function.apply(x[0]);
  }

  @Override
  public void backward(Backward at) {
    Value contribution = function.derivative().apply(at.input(0), at.output(), at.gradient());
    if (contribution != null) {
      at.accumulate(0, contribution);
    }
  }
}
