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
 * All steps of a long short-term memory, the inputs' share of z = x·W + b being there already. For
 * t = 0, 1, …, with h₋₁ and c₋₁ the first states:
 *
 * <pre>
 * z' = zₜ + hₜ₋₁·R, in four parts z'ᵢ, z'_f, z'_c, z'ₒ
 * i = σ(z'ᵢ),  f = σ(z'_f),  g = tanh z'_c,  o = σ(z'ₒ)
 * cₜ = f·cₜ₋₁ + i·g
 * hₜ = o·tanh cₜ
 * </pre>
 *
 * At a masked step of an example cₜ = cₜ₋₁ and hₜ = hₜ₋₁. Shapes: z [time, batch, 4·units], R
 * [units, 4·units], then if there are first states h₋₁ and c₋₁ [batch, units], then if there is a
 * mask bool [time, batch], true where a step counts → h and c [time, batch, units], and the gates
 * i, f, g, o [time, batch, 4·units], which the gradient needs. Nothing flows back through the
 * gates.
 *
 * <p>One op and not the formula written out, because a backend can then keep R where it is fast and
 * need not come back to the graph between steps.
 *
 * @param initial whether there are first states; otherwise they are 0
 * @param masked whether there is a mask
 */
public record LstmSequence(boolean initial, boolean masked) implements Op.Composite {
  @Override
  public String name() {
    return "lstm_sequence";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int states = initial ? 2 : 0;
    Shape steps = RecurrentShapes.check(this, inputs, 4, false, states, masked);
    TensorType z = inputs.get(0);
    return List.of(z.withShape(steps), z.withShape(steps), z);
  }

  @Override
  public void backward(Backward at) {
    Value h = at.output(0);
    Value zero = h.constant(0).broadcastTo(h.shape());
    List<Value> inputs =
        new ArrayList<>(
            List.of(
                at.gradient(0).orElse(zero),
                at.gradient(1).orElse(zero),
                at.output(1),
                at.output(2),
                at.input(1).transpose(1, 0)));
    if (initial) {
      inputs.add(at.input(3));
    }
    if (masked) {
      inputs.add(at.input(at.inputs().size() - 1));
    }
    List<Value> gradients = h.builder().emit(new LstmSequenceGradient(initial, masked), inputs);
    Value dz = gradients.get(0);
    at.accumulate(0, dz);
    if (at.needs(1)) {
      RecurrentShapes.kernelGradient(at, initial ? at.input(2) : null, dz);
    }
    if (initial) {
      at.accumulate(2, gradients.get(1));
      at.accumulate(3, gradients.get(2));
    }
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value z = inputs.get(0);
    Value recurrent = inputs.get(1);
    Shape rows = RecurrentShapes.rows(z, recurrent, 0);
    int units = rows.size(1);
    Value h = initial ? inputs.get(2) : z.constant(0).broadcastTo(rows);
    Value c = initial ? inputs.get(3) : h;
    List<Value> outputs = new ArrayList<>();
    List<Value> cells = new ArrayList<>();
    List<Value> gates = new ArrayList<>();
    for (int t = 0; t < z.shape().size(0); t++) {
      Value all = RecurrentShapes.step(z, t).add(h.matmul(recurrent)).labelled("z");
      Value input = all.slice(1, 0, units).sigmoid().labelled("i");
      Value forget = all.slice(1, units, units).sigmoid().labelled("f");
      Value candidate = all.slice(1, 2 * units, units).tanh().labelled("c̃");
      Value output = all.slice(1, 3 * units, units).sigmoid().labelled("o");
      Value cell = forget.multiply(c).add(input.multiply(candidate)).labelled("c");
      Value out = output.multiply(cell.tanh()).labelled("h");
      if (masked) {
        Value counts = RecurrentShapes.column(inputs.get(inputs.size() - 1), t);
        c = counts.select(cell, c);
        h = counts.select(out, h);
      } else {
        c = cell;
        h = out;
      }
      outputs.add(h);
      cells.add(c);
      gates.add(builder.emit(new Concat(1), input, forget, candidate, output));
    }
    return List.of(
        RecurrentShapes.joined(outputs),
        RecurrentShapes.joined(cells),
        RecurrentShapes.joined(gates));
  }
}
