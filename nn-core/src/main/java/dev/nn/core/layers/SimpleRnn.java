package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.activations.Tanh;
import java.util.List;
import java.util.Optional;

/**
 * hₜ = f(xₜ·W + hₜ₋₁·R + b). Shapes: x [batch, time, in], W {@code kernel} [in, units], R {@code
 * recurrent_kernel} [units, units], b {@code bias} [units] → [batch, units], or [batch, time,
 * units] with {@code return_sequences}. A second input is h₀ [batch, units], otherwise 0. Steps
 * that a mask leaves out change nothing. Elman (1990).
 *
 * @param units size of h, ≥ 1
 * @param activation f
 * @param weights W, R and b
 * @param sequence how it walks
 */
@Type("simple_rnn")
@Doc("h = f(x·W + h·R + b), step by step")
public record SimpleRnn(
    @Doc("size of the state") @Range(min = 1) int units,
    @Default("tanh") @Doc("f") Activation activation,
    @Inline RecurrentWeights weights,
    @Inline SequenceOptions sequence)
    implements Recurrent {

  /** With defaults for the rest. */
  public static SimpleRnn of(int units, SequenceOptions sequence) {
    return new SimpleRnn(units, new Tanh(), RecurrentWeights.DEFAULT, sequence);
  }

  /**
   * @throws ShapeException if the first input is no sequence, or a second no state
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    Walk walk = new Walk("simple_rnn", scope, inputs, sequence, units, List.of("state_h"));
    Value kernel = weights.kernel(scope, walk.features(), units);
    Value recurrent = weights.recurrentKernel(scope, units, units);
    Optional<Value> bias = weights.bias(scope, Shape.of(units));
    return walk.unrolled(
        walk.project(kernel, bias),
        (z, states) -> {
          Value all = z.add(walk.dropped(states.get(0)).matmul(recurrent)).labelled("z");
          return List.of(activation.apply(all).labelled("h"));
        });
  }
}
