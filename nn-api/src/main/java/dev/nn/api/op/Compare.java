package dev.nn.api.op;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * Whether a relation holds, element by element, broadcasting. Shapes: x [...], y [...] → bool
 * [broadcast]. No gradient.
 *
 * @param comparison the relation
 */
public record Compare(Comparison comparison) implements Elementwise {
  @Override
  public String name() {
    return comparison.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    Elementwise.expectSame(this, inputs.get(0), inputs.get(1));
    return List.of(new TensorType(DataType.BOOL, Elementwise.broadcast(inputs)));
  }

  @Override
  public double apply(double... x) {
    return comparison.holds(x[0], x[1]) ? 1 : 0;
  }
}
