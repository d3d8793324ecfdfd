package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.schedules.Constant;
import java.util.Optional;

/**
 * Steps of equal size, in the direction of the sign of the momentum. With g = ∂C/∂θ:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * θ ← θ − η·sign(β₁·m + (1 − β₁)·g)
 * m ← β₂·m + (1 − β₂)·g
 * </pre>
 *
 * State, 0 at first: m {@code momentum}. Since every element moves by η, η wants to be three to ten
 * times smaller than for Adam. Chen et al. (2023).
 *
 * @param learningRate η
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("lion")
@Doc("θ ← θ − η·sign(β₁·m + (1 − β₁)·g), m the running mean of g")
public record Lion(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's beta_1 and beta_2.
    @Default("0.9")
        @Alias("beta1")
        @Doc("share of the momentum in a step")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_1,
    @Default("0.99")
        @Alias("beta2")
        @Doc("memory of the momentum")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_2,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Lion of(double learningRate) {
    return new Lion(new Constant(learningRate), 0.9, 0.99, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value m = scope.state("momentum", 0);
    Value direction = m.scale(beta_1).add(gradient.scale(1 - beta_1));
    // β₂·m + (1 − β₂)·g, by way of the direction: so both are computed in one pass over memory.
    scope.updateState(m, direction.add(m.subtract(gradient).scale(beta_2 - beta_1)));
    return theta.subtract(direction.sign().multiply(scope.learningRate()));
  }
}
