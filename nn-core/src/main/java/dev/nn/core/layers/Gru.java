package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.GruSequence;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Tanh;
import java.util.List;
import java.util.Optional;

/**
 * Gated recurrent unit. With g the recurrent activation and f the activation, W, R and b in three
 * parts z, r, h:
 *
 * <pre>
 * z = g(xₜ·W_z + hₜ₋₁·R_z + b_z)                      update gate
 * r = g(xₜ·W_r + hₜ₋₁·R_r + b_r)                      reset gate
 * ĥ = f(xₜ·W_h + b_h + r·(hₜ₋₁·R_h + b'_h))           candidate, with {@code reset_after}
 * ĥ = f(xₜ·W_h + b_h + (r·hₜ₋₁)·R_h)                  candidate, without
 * hₜ = z·hₜ₋₁ + (1 − z)·ĥ                             output
 * </pre>
 *
 * Shapes: x [batch, time, in], W {@code kernel} [in, 3·units], R {@code recurrent_kernel} [units,
 * 3·units], {@code bias} [2, 3·units] (b, and b' of the recurrent side) or without {@code
 * reset_after} [3·units] → [batch, units], or [batch, time, units] with {@code return_sequences}. A
 * second input is h₀ [batch, units], otherwise 0. Steps that a mask leaves out change nothing. Cho
 * et al. (2014), version 1 without and version 3 with {@code reset_after}.
 *
 * @param units size of h, ≥ 1
 * @param activation f
 * @param recurrentActivation g
 * @param resetAfter whether the reset gate comes after the recurrent product
 * @param weights W, R and b
 * @param sequence how it walks
 */
@Type("gru")
@Doc("gated recurrent unit: update and reset gate")
public record Gru(
    @Doc("size of the state") @Range(min = 1) int units,
    @Default("tanh") @Doc("f, of candidates") Activation activation,
    @Default("sigmoid") @Doc("g, of the gates") Activation recurrentActivation,
    @Default("true") @Doc("whether the reset gate comes after the recurrent product")
        boolean resetAfter,
    @Inline RecurrentWeights weights,
    @Inline SequenceOptions sequence)
    implements Recurrent {

  /** With defaults for the rest. */
  public static Gru of(int units, SequenceOptions sequence) {
    return new Gru(units, new Tanh(), new Sigmoid(), true, RecurrentWeights.DEFAULT, sequence);
  }

  /**
   * @throws ShapeException if the first input is no sequence, or a second no state
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    Walk walk = new Walk("gru", scope, inputs, sequence, units, List.of("state_h"));
    Value kernel = weights.kernel(scope, walk.features(), 3 * units);
    Value recurrent = weights.recurrentKernel(scope, units, 3 * units);
    Shape width = Shape.of(3 * units);
    if (!resetAfter) {
      Optional<Value> bias = weights.bias(scope, width);
      Value gates = recurrent.slice(1, 0, 2 * units);
      Value candidate = recurrent.slice(1, 2 * units, units);
      return walk.unrolled(
          walk.project(kernel, bias),
          (z, states) -> List.of(resetBefore(z, walk.dropped(states.get(0)), gates, candidate)));
    }
    Optional<Value> both = weights.bias(scope, Shape.of(2, 3 * units));
    Optional<Value> bias = both.map(b -> Walk.row(b, 0));
    Optional<Value> recurrentBias = both.map(b -> Walk.row(b, 1));
    Value projected = walk.project(kernel, bias);
    if (walk.isStandard(activation, recurrentActivation)) {
      Value added = recurrentBias.orElseGet(() -> projected.constant(0).broadcastTo(width));
      return walk.whole(GruSequence::new, List.of(projected, recurrent, added), 1);
    }
    return walk.unrolled(
        projected,
        (z, states) -> {
          Value h = walk.dropped(states.get(0));
          Value inner = h.matmul(recurrent);
          return List.of(resetAfter(z, h, recurrentBias.map(inner::add).orElse(inner)));
        });
  }

  private Value resetAfter(Value z, Value h, Value inner) {
    List<Value> outer = Walk.parts(z, 3);
    List<Value> recurrent = Walk.parts(inner, 3);
    Value update = recurrentActivation.apply(outer.get(0).add(recurrent.get(0)));
    Value reset = recurrentActivation.apply(outer.get(1).add(recurrent.get(1)));
    Value candidate = outer.get(2).add(reset.multiply(recurrent.get(2)));
    return mixed(update, h, activation.apply(candidate));
  }

  private Value resetBefore(Value z, Value h, Value gates, Value kernel) {
    List<Value> outer = Walk.parts(z, 3);
    List<Value> recurrent = Walk.parts(h.matmul(gates), 2);
    Value update = recurrentActivation.apply(outer.get(0).add(recurrent.get(0)));
    Value reset = recurrentActivation.apply(outer.get(1).add(recurrent.get(1)));
    Value candidate = outer.get(2).add(reset.multiply(h).matmul(kernel));
    return mixed(update, h, activation.apply(candidate));
  }

  private static Value mixed(Value update, Value h, Value candidate) {
    return update.multiply(h).add(update.negate().add(1).multiply(candidate));
  }
}
