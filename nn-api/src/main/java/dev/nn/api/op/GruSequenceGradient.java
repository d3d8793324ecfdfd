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
 * The chain rule of {@link GruSequence} through time: with ∂h what arrives from outside and, from
 * the last step to the first, ĥ what comes back from the step after (0 at the last),
 *
 * <pre>
 * ∂hₜ' = ∂hₜ + ĥ
 * ∂a_z = ∂hₜ'·(hₜ₋₁ − g)·z·(1 − z)
 * ∂a_h = ∂hₜ'·(1 − z)·(1 − g²)
 * ∂a_r = ∂a_h·q_h·r·(1 − r)
 * ∂q = (∂a_z, ∂a_r, ∂a_h·r)
 * ĥ = ∂hₜ'·z + ∂q·Rᵀ
 * </pre>
 *
 * At a masked step of an example ∂a and ∂q are 0 and ĥ = ∂hₜ'. Shapes: ∂h, h [time, batch, units],
 * gates z, r, g [time, batch, 3·units], q_h [time, batch, units], Rᵀ [3·units, units], then if
 * there is a first state h₋₁ [batch, units], then if there is a mask bool [time, batch] → ∂a and ∂q
 * [time, batch, 3·units], and if there is a first state ∂h₋₁ [batch, units].
 *
 * @param initial whether there is a first state; otherwise it is 0
 * @param masked whether there is a mask
 */
public record GruSequenceGradient(boolean initial, boolean masked) implements Op.Composite {
  @Override
  public String name() {
    return "gru_sequence_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 5 + (initial ? 1 : 0) + (masked ? 1 : 0));
    List<TensorType> others = new ArrayList<>(List.of(inputs.get(2), inputs.get(4)));
    others.addAll(inputs.subList(5, inputs.size()));
    Shape steps = RecurrentShapes.check(this, others, 3, true, initial ? 1 : 0, masked);
    TensorType gates = inputs.get(2);
    for (int sequence : new int[] {0, 1, 3}) {
      RecurrentShapes.expect(this, gates.withShape(steps), inputs.get(sequence));
    }
    TensorType state = gates.withShape(steps.withoutBatch());
    return initial ? List.of(gates, gates, state) : List.of(gates, gates);
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value dh = inputs.get(0);
    Value h = inputs.get(1);
    Value gates = inputs.get(2);
    Value inners = inputs.get(3);
    Value transposed = inputs.get(4);
    Shape rows = RecurrentShapes.rows(gates, transposed, 1);
    int units = rows.size(1);
    Value zero = gates.constant(0).broadcastTo(rows);
    Value back = zero;
    List<Value> outerGradients = new ArrayList<>();
    List<Value> innerGradients = new ArrayList<>();
    for (int t = gates.shape().size(0) - 1; t >= 0; t--) {
      Value all = RecurrentShapes.step(gates, t);
      Value update = all.slice(1, 0, units);
      Value reset = all.slice(1, units, units);
      Value candidate = all.slice(1, 2 * units, units);
      Value first = initial ? inputs.get(5) : zero;
      Value before = t == 0 ? first : RecurrentShapes.step(h, t - 1);
      Value total = RecurrentShapes.step(dh, t).add(back).labelled("∂C/∂h");
      Value dUpdate =
          total
              .multiply(before.subtract(candidate))
              .multiply(LstmSequenceGradient.slopeOfSigmoid(update));
      Value dCandidate =
          total
              .multiply(update.negate().add(1))
              .multiply(LstmSequenceGradient.slopeOfTanh(candidate));
      Value dReset =
          dCandidate
              .multiply(RecurrentShapes.step(inners, t))
              .multiply(LstmSequenceGradient.slopeOfSigmoid(reset));
      Value outer = builder.emit(new Concat(1), dUpdate, dReset, dCandidate);
      Value inner = builder.emit(new Concat(1), dUpdate, dReset, dCandidate.multiply(reset));
      if (masked) {
        Value counts = RecurrentShapes.column(inputs.get(inputs.size() - 1), t);
        outer = counts.select(outer, zero.constant(0));
        inner = counts.select(inner, zero.constant(0));
        Value through = total.multiply(update).add(inner.matmul(transposed));
        back = counts.select(through, total);
      } else {
        back = total.multiply(update).add(inner.matmul(transposed));
      }
      outerGradients.add(outer.labelled("δ"));
      innerGradients.add(inner);
    }
    Collections.reverse(outerGradients);
    Collections.reverse(innerGradients);
    Value da = RecurrentShapes.joined(outerGradients);
    Value dq = RecurrentShapes.joined(innerGradients);
    return initial ? List.of(da, dq, back) : List.of(da, dq);
  }
}
