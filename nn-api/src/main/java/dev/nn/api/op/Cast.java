package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The same numbers as another type: truncated towards zero to int32, true as 1. Shapes: [...] →
 * [...].
 *
 * @param dtype the new type
 */
public record Cast(DataType dtype) implements Elementwise {
  @Override
  public String name() {
    return "cast";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    return List.of(inputs.get(0).withDtype(dtype));
  }

  @Override
  public double apply(double... x) {
    return switch (dtype) {
      case FLOAT64 -> x[0];
      case FLOAT32 -> (float) x[0];
      case INT32 -> (int) x[0];
      case BOOL -> x[0] != 0 ? 1 : 0;
    };
  }

  @Override
  public void backward(Backward at) {
    if (at.input(0).dtype().isFloating() && dtype.isFloating()) {
      at.accumulate(0, at.gradient().cast(at.input(0).dtype()));
    }
  }
}
