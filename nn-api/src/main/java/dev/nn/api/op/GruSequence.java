package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * All steps of a gated recurrent unit whose reset gate comes after the recurrent product, the
 * inputs' share of a = x·W + b being there already. For t = 0, 1, …, with h₋₁ the first state:
 *
 * <pre>
 * q = hₜ₋₁·R + b', in three parts like aₜ
 * z = σ(a_z + q_z),  r = σ(a_r + q_r),  g = tanh(a_h + r·q_h)
 * hₜ = z·hₜ₋₁ + (1 − z)·g
 * </pre>
 *
 * At a masked step of an example hₜ = hₜ₋₁. Shapes: a [time, batch, 3·units], R [units, 3·units],
 * b' [3·units], then if there is a first state h₋₁ [batch, units], then if there is a mask bool
 * [time, batch], true where a step counts → h [time, batch, units], and, which the gradient needs,
 * z, r, g [time, batch, 3·units] and q_h [time, batch, units]. Nothing flows back through the
 * latter two.
 *
 * @param initial whether there is a first state; otherwise it is 0
 * @param masked whether there is a mask
 */
public record GruSequence(boolean initial, boolean masked) implements Op.Composite {
  @Override
  public String name() {
    return "gru_sequence";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 3 + (initial ? 1 : 0) + (masked ? 1 : 0));
    List<TensorType> others = new ArrayList<>(inputs);
    TensorType bias = others.remove(2);
    Shape steps = RecurrentShapes.check(this, others, 3, false, initial ? 1 : 0, masked);
    TensorType a = inputs.get(0);
    RecurrentShapes.expect(this, a.withShape(Shape.of(a.shape().size(2))), bias);
    return List.of(a.withShape(steps), a, a.withShape(steps));
  }

  @Override
  public void backward(Backward at) {
    Value h = at.output(0);
    List<Value> inputs =
        new ArrayList<>(
            List.of(
                at.gradient(0).orElseThrow(),
                h,
                at.output(1),
                at.output(2),
                at.input(1).transpose(1, 0)));
    if (initial) {
      inputs.add(at.input(3));
    }
    if (masked) {
      inputs.add(at.input(at.inputs().size() - 1));
    }
    List<Value> gradients = h.builder().emit(new GruSequenceGradient(initial, masked), inputs);
    Value inner = gradients.get(1);
    at.accumulate(0, gradients.get(0));
    if (at.needs(1)) {
      RecurrentShapes.kernelGradient(at, initial ? at.input(3) : null, inner);
    }
    if (at.needs(2)) {
      at.accumulate(2, inner.sum(0, 1));
    }
    if (initial) {
      at.accumulate(3, gradients.get(2));
    }
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value a = inputs.get(0);
    Value recurrent = inputs.get(1);
    Value bias = inputs.get(2);
    Shape rows = RecurrentShapes.rows(a, recurrent, 0);
    int units = rows.size(1);
    Value h = initial ? inputs.get(3) : a.constant(0).broadcastTo(rows);
    List<Value> outputs = new ArrayList<>();
    List<Value> gates = new ArrayList<>();
    List<Value> inners = new ArrayList<>();
    for (int t = 0; t < a.shape().size(0); t++) {
      Value outer = RecurrentShapes.step(a, t);
      Value q = h.matmul(recurrent).add(bias);
      Value both = outer.slice(1, 0, 2 * units).add(q.slice(1, 0, 2 * units)).sigmoid();
      Value update = both.slice(1, 0, units).labelled("update");
      Value reset = both.slice(1, units, units).labelled("reset");
      Value inner = q.slice(1, 2 * units, units);
      Value candidate =
          outer.slice(1, 2 * units, units).add(reset.multiply(inner)).tanh().labelled("h̃");
      Value out = update.multiply(h).add(update.negate().add(1).multiply(candidate)).labelled("h");
      h = masked ? RecurrentShapes.column(inputs.get(inputs.size() - 1), t).select(out, h) : out;
      outputs.add(h);
      gates.add(builder.emit(new Concat(1), update, reset, candidate));
      inners.add(inner);
    }
    return List.of(
        RecurrentShapes.joined(outputs),
        RecurrentShapes.joined(gates),
        RecurrentShapes.joined(inners));
  }
}
