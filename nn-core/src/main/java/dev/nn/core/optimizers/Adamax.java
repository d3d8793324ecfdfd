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
 * {@link Adam} with the greatest recent |g| in place of the root mean square. With g = ∂C/∂θ, in
 * step t = 1, 2, …:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * m ← m + (1 − β₁)·(g − m)
 * u ← max(β₂·u, |g|)
 * θ ← θ − η/(1 − β₁ᵗ)·m/(u + ε)
 * </pre>
 *
 * State, 0 at first: m {@code momentum}, u {@code norm}. Kingma and Ba (2014), section 7.1.
 *
 * @param learningRate η
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("adamax")
@Doc("θ ← θ − α·m/(u + ε), m the running mean of g, u the greatest recent |g|")
public record Adamax(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's beta_1 and beta_2.
    @Default("0.9")
        @Alias("beta1")
        @Doc("memory of the mean of g")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_1,
    @Default("0.999")
        @Alias("beta2")
        @Doc("memory of the greatest |g|")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_2,
    @Default("1e-7") @Doc("keeps the divisor away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Adamax of(double learningRate) {
    return new Adamax(
        new Constant(learningRate), 0.9, 0.999, 1e-7, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value m = RunningMean.of(scope, "momentum", beta_1, gradient);
    Value u = scope.state("norm", 0);
    Value nextU = u.scale(beta_2).maximum(gradient.abs());
    scope.updateState(u, nextU);
    Value alpha = scope.scalar("alpha", (t, rate) -> rate / (1 - Math.pow(beta_1, t)));
    return theta.subtract(m.multiply(alpha).divide(nextU.add(epsilon)));
  }
}
