package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The chain rule of {@link LstmSequence} through time: with ∂h and ∂c what arrives from outside
 * and, from the last step to the first, ĥ and ĉ what comes back from the step after (0 at the
 * last),
 *
 * <pre>
 * ∂hₜ' = ∂hₜ + ĥ,   ∂cₜ' = ∂cₜ + ĉ + ∂hₜ'·o·(1 − tanh² cₜ)
 * ∂zᵢ = ∂cₜ'·g·i·(1 − i)         ∂z_f = ∂cₜ'·cₜ₋₁·f·(1 − f)
 * ∂z_c = ∂cₜ'·i·(1 − g²)         ∂zₒ = ∂hₜ'·tanh cₜ·o·(1 − o)
 * ĥ = ∂z·Rᵀ,   ĉ = ∂cₜ'·f
 * </pre>
 *
 * At a masked step of an example ∂z is 0, ĥ = ∂hₜ' and ĉ = ∂cₜ + ĉ. Shapes: ∂h, ∂c, c [time, batch,
 * units], gates [time, batch, 4·units], Rᵀ [4·units, units], then if there are first states c₋₁
 * [batch, units], then if there is a mask bool [time, batch] → ∂z [time, batch, 4·units], and if
 * there are first states ∂h₋₁ and ∂c₋₁ [batch, units].
 *
 * @param initial whether there are first states; otherwise they are 0
 * @param masked whether there is a mask
 */
public record LstmSequenceGradient(boolean initial, boolean masked) implements Op.Composite {
  @Override
  public String name() {
    return "lstm_sequence_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 5 + (initial ? 1 : 0) + (masked ? 1 : 0));
    List<TensorType> others = new ArrayList<>(List.of(inputs.get(3), inputs.get(4)));
    others.addAll(inputs.subList(5, inputs.size()));
    Shape steps = RecurrentShapes.check(this, others, 4, true, initial ? 1 : 0, masked);
    TensorType gates = inputs.get(3);
    for (TensorType sequence : inputs.subList(0, 3)) {
      RecurrentShapes.expect(this, gates.withShape(steps), sequence);
    }
    TensorType state = gates.withShape(steps.withoutBatch());
    return initial ? List.of(gates, state, state) : List.of(gates);
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value dh = inputs.get(0);
    Value dc = inputs.get(1);
    Value c = inputs.get(2);
    Value gates = inputs.get(3);
    Value transposed = inputs.get(4);
    Shape rows = RecurrentShapes.rows(gates, transposed, 1);
    int units = rows.size(1);
    Value zero = gates.constant(0).broadcastTo(rows);
    Value first = initial ? inputs.get(5) : zero;
    Value backH = zero;
    Value backC = zero;
    List<Value> results = new ArrayList<>();
    for (int t = gates.shape().size(0) - 1; t >= 0; t--) {
      Value all = RecurrentShapes.step(gates, t);
      Value input = all.slice(1, 0, units);
      Value forget = all.slice(1, units, units);
      Value candidate = all.slice(1, 2 * units, units);
      Value output = all.slice(1, 3 * units, units);
      Value before = t == 0 ? first : RecurrentShapes.step(c, t - 1);
      Value bent = RecurrentShapes.step(c, t).tanh();
      Value totalH = RecurrentShapes.step(dh, t).add(backH).labelled("∂C/∂h");
      Value arrived = RecurrentShapes.step(dc, t).add(backC);
      Value totalC =
          arrived.add(totalH.multiply(output).multiply(slopeOfTanh(bent))).labelled("∂C/∂c");
      Value dz =
          builder.emit(
              new Concat(1),
              totalC.multiply(candidate).multiply(slopeOfSigmoid(input)),
              totalC.multiply(before).multiply(slopeOfSigmoid(forget)),
              totalC.multiply(input).multiply(slopeOfTanh(candidate)),
              totalH.multiply(bent).multiply(slopeOfSigmoid(output)));
      if (masked) {
        Value counts = RecurrentShapes.column(inputs.get(inputs.size() - 1), t);
        dz = counts.select(dz, zero.constant(0));
        backH = counts.select(dz.matmul(transposed), totalH);
        backC = counts.select(totalC.multiply(forget), arrived);
      } else {
        backH = dz.matmul(transposed);
        backC = totalC.multiply(forget);
      }
      results.add(dz.labelled("δ"));
    }
    Collections.reverse(results);
    Value dz = RecurrentShapes.joined(results);
    return initial ? List.of(dz, backH, backC) : List.of(dz);
  }

  static Value slopeOfSigmoid(Value y) {
    return y.subtract(y.square());
  }

  static Value slopeOfTanh(Value y) {
    return y.square().negate().add(1);
  }
}
