package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Where the condition holds x, elsewhere y; broadcasting. Shapes: bool [...], x [...], y [...] →
 * [broadcast].
 */
public record Select() implements Elementwise {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 3);
    Elementwise.expectSame(this, inputs.get(1), inputs.get(2));
    if (inputs.get(0).dtype() != DataType.BOOL) {
      throw new ShapeException("select needs a bool condition, not " + inputs.get(0));
    }
    return List.of(inputs.get(1).withShape(Elementwise.broadcast(inputs)));
  }

  @Override
  public double apply(double... x) {
    return x[0] != 0 ? x[1] : x[2];
  }

  @Override
  public void backward(Backward at) {
    Value zero = at.gradient().constant(0);
    if (at.needs(1)) {
      at.accumulate(1, at.input(0).select(at.gradient(), zero));
    }
    if (at.needs(2)) {
      at.accumulate(2, at.input(0).select(zero, at.gradient()));
    }
  }
}
