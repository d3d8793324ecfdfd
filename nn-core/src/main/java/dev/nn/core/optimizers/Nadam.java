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
 * {@link Adam} with Nesterov's momentum. With g = ∂C/∂θ, in step t = 1, 2, …:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * m ← m + (1 − β₁)·(g − m)
 * v ← v + (1 − β₂)·(g² − v)
 * μₜ = β₁·(1 − 0.96ᵗ/2),  Πₜ = μ₁·μ₂·…·μₜ
 * m̂ = μₜ₊₁·m/(1 − Πₜ₊₁) + (1 − μₜ)·g/(1 − Πₜ)
 * θ ← θ − η·m̂/(√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * State, 0 at first: m {@code momentum}, v {@code velocity}. Dozat (2016).
 *
 * @param learningRate η
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("nadam")
@Doc("θ ← θ − η·m̂/(√v̂ + ε), Adam with Nesterov's momentum")
public record Nadam(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's beta_1 and beta_2.
    @Default("0.9")
        @Alias("beta1")
        @Doc("memory of the mean of g")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_1,
    @Default("0.999")
        @Alias("beta2")
        @Doc("memory of the mean of g²")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_2,
    @Default("1e-7") @Doc("keeps the divisor away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Nadam of(double learningRate) {
    return new Nadam(
        new Constant(learningRate), 0.9, 0.999, 1e-7, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value m = RunningMean.of(scope, "momentum", beta_1, gradient);
    Value v = RunningMean.of(scope, "velocity", beta_2, gradient.square());
    Value ofMean =
        scope.scalar("alpha_momentum", (t, rate) -> rate * mu(t + 1) / (1 - product(t + 1)));
    Value ofGradient =
        scope.scalar("alpha_gradient", (t, rate) -> rate * (1 - mu(t)) / (1 - product(t)));
    Value correction = scope.scalar("correction", t -> 1 / (1 - Math.pow(beta_2, t)));
    Value step = m.multiply(ofMean).add(gradient.multiply(ofGradient));
    return theta.subtract(step.divide(v.multiply(correction).sqrt().add(epsilon)));
  }

  private double mu(long t) {
    return beta_1 * (1 - 0.5 * Math.pow(0.96, t));
  }

  /** Made anew in each step, so that a resumed run needs no memory of it. */
  private double product(long t) {
    double product = 1;
    double power = 1;
    // Once it is lost beside 1, it stays so.
    for (long i = 1; i <= t && product > 1e-20; i++) {
      power *= 0.96;
      product *= beta_1 * (1 - 0.5 * power);
    }
    return product;
  }
}
