package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.LstmSequence;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Tanh;
import java.util.List;
import java.util.Optional;

/**
 * Long short-term memory. With g the recurrent activation and f the activation:
 *
 * <pre>
 * z = xₜ·W + hₜ₋₁·R + b, in four parts zᵢ, z_f, z_c, zₒ
 * i = g(zᵢ),  f = g(z_f),  o = g(zₒ)        input, forget and output gate
 * cₜ = f·cₜ₋₁ + i·f(z_c)                    cell
 * hₜ = o·f(cₜ)                              output
 * </pre>
 *
 * Shapes: x [batch, time, in], W {@code kernel} [in, 4·units], R {@code recurrent_kernel} [units,
 * 4·units], b {@code bias} [4·units] → [batch, units], or [batch, time, units] with {@code
 * return_sequences}. Two more inputs are h₀ and c₀ [batch, units], otherwise 0. Steps that a mask
 * leaves out change nothing. Hochreiter and Schmidhuber (1997); Gers, Schmidhuber and Cummins
 * (2000).
 *
 * @param units size of h and c, ≥ 1
 * @param activation f
 * @param recurrentActivation g
 * @param unitForgetBias whether b starts with 1 at the forget gate: Jozefowicz et al. (2015)
 * @param weights W, R and b
 * @param sequence how it walks
 */
@Type("lstm")
@Doc("long short-term memory: a cell with input, forget and output gate")
public record Lstm(
    @Doc("size of the state") @Range(min = 1) int units,
    @Default("tanh") @Doc("f, of candidates and cells") Activation activation,
    @Default("sigmoid") @Doc("g, of the gates") Activation recurrentActivation,
    @Default("true") @Doc("whether b starts with 1 at the forget gate") boolean unitForgetBias,
    @Inline RecurrentWeights weights,
    @Inline SequenceOptions sequence)
    implements Recurrent {

  /** With defaults for the rest. */
  public static Lstm of(int units, SequenceOptions sequence) {
    return new Lstm(units, new Tanh(), new Sigmoid(), true, RecurrentWeights.DEFAULT, sequence);
  }

  /**
   * @throws ShapeException if the first input is no sequence, or others are not h₀ and c₀
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    Walk walk = new Walk("lstm", scope, inputs, sequence, units, List.of("state_h", "state_c"));
    Value kernel = weights.kernel(scope, walk.features(), 4 * units);
    Value recurrent = weights.recurrentKernel(scope, units, 4 * units);
    LstmGates gates = new LstmGates(activation, recurrentActivation);
    Optional<Value> bias = gates.bias(scope, weights, units, unitForgetBias);
    Value projected = walk.project(kernel, bias);
    if (walk.isStandard(activation, recurrentActivation)) {
      return walk.whole(LstmSequence::new, List.of(projected, recurrent), 2);
    }
    return walk.unrolled(
        projected,
        (z, states) ->
            gates.step(z.add(walk.dropped(states.get(0)).matmul(recurrent)), states.get(1)));
  }
}
