package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** What the recurrent sequence ops share: shapes, and the way from sequences to steps and back. */
final class RecurrentShapes {
  private RecurrentShapes() {}

  /**
   * Checks z [time, batch, gates·units], R [units, gates·units] or its transpose, states [batch,
   * units] and a mask.
   *
   * @return [time, batch, units]
   */
  static Shape check(
      Op op, List<TensorType> inputs, int gates, boolean transposed, int states, boolean masked) {
    Elementwise.expectCount(op, inputs, 2 + states + (masked ? 1 : 0));
    TensorType z = inputs.get(0);
    if (!z.dtype().isFloating()
        || z.shape().rank() != 3
        || z.shape().size(0) == 0
        || z.shape().size(2) % gates != 0) {
      throw new ShapeException(
          "%s needs floating-point [time, batch, %d·units], not %s".formatted(op.name(), gates, z));
    }
    int units = z.shape().size(2) / gates;
    Shape recurrent = transposed ? Shape.of(gates * units, units) : Shape.of(units, gates * units);
    expect(op, z.withShape(recurrent), inputs.get(1));
    int batch = z.shape().size(1);
    for (int i = 0; i < states; i++) {
      expect(op, z.withShape(Shape.of(batch, units)), inputs.get(2 + i));
    }
    if (masked) {
      Shape steps = z.shape().subshape(0, 2);
      expect(op, new TensorType(DataType.BOOL, steps), inputs.get(2 + states));
    }
    return z.shape().with(2, units);
  }

  static void expect(Op op, TensorType expected, TensorType found) {
    if (!expected.equals(found)) {
      throw new ShapeException("%s needs %s, not %s".formatted(op.name(), expected, found));
    }
  }

  /** [batch, units], units being the size of an axis of R or Rᵀ. */
  static Shape rows(Value z, Value recurrent, int axis) {
    return Shape.of(z.shape().size(1), recurrent.shape().size(axis));
  }

  /** Step t of [time, batch, n]: [batch, n]. */
  static Value step(Value x, int t) {
    return x.slice(0, t, 1).reshape(x.shape().withoutBatch());
  }

  /** Step t of a mask [time, batch] as a column [batch, 1]. */
  static Value column(Value mask, int t) {
    return mask.slice(0, t, 1).reshape(mask.shape().size(1), 1);
  }

  /** Steps [batch, n] as [time, batch, n]. */
  static Value joined(List<Value> steps) {
    List<Value> rows = steps.stream().map(step -> step.reshape(step.shape().withBatch(1))).toList();
    return steps.get(0).builder().emit(new Concat(0), rows).get(0);
  }

  /**
   * ∂R = Σₜ hₜ₋₁ᵀ·∂zₜ: one product over all steps, for the rows of hₜ₋₁ and ∂zₜ lie one step apart,
   * and one with the first state, if there is one.
   */
  static void kernelGradient(Backward at, Value first, Value dz) {
    Value h = at.output(0);
    int time = h.shape().size(0);
    int batch = h.shape().size(1);
    int units = h.shape().size(2);
    int width = dz.shape().size(2);
    if (first != null) {
      at.accumulate(1, first.matmul(step(dz, 0), true, false));
    }
    if (time > 1) {
      int rows = (time - 1) * batch;
      Value before = h.slice(0, 0, time - 1).reshape(rows, units);
      Value after = dz.slice(0, 1, time - 1).reshape(rows, width);
      at.accumulate(1, before.matmul(after, true, false));
    } else if (first == null) {
      at.accumulate(1, h.constant(0).broadcastTo(at.input(1).shape()));
    }
  }
}
