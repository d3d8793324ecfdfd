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
 * Gradient descent with momentum, each element scaled by its recent root mean square. With g =
 * ∂C/∂θ, in step t = 1, 2, …:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * m ← m + (1 − β₁)·(g − m)
 * v ← v + (1 − β₂)·(g² − v)
 * amsgrad:  v̂ ← max(v̂, v), used in place of v
 * θ ← θ − α·m/(√v + ε),   α = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)
 * </pre>
 *
 * State, 0 at first: m {@code momentum}, v {@code velocity}, v̂ {@code velocity_hat} with amsgrad.
 * Kingma and Ba (2014), the formulation before section 2.1; Reddi, Kale and Kumar (2018).
 *
 * @param learningRate η
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param amsgrad divide by the greatest v so far
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("adam")
@Doc("θ ← θ − α·m/(√v + ε), m and v running means of g and g²")
public record Adam(
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
    @Default("false") @Doc("divide by the greatest v so far") boolean amsgrad,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Adam of(double learningRate) {
    return of(new Constant(learningRate));
  }

  /** With a schedule, everything else as by default. */
  public static Adam of(Schedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7, false, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    return step(scope, theta, gradient, beta_1, beta_2, epsilon, amsgrad, 1);
  }

  /**
   * The update after the weight decay.
   *
   * @param ratio factor of η
   */
  static Value step(
      UpdateScope scope,
      Value theta,
      Value gradient,
      double beta1,
      double beta2,
      double epsilon,
      boolean amsgrad,
      double ratio) {
    Value m = RunningMean.of(scope, "momentum", beta1, gradient);
    Value v = RunningMean.of(scope, "velocity", beta2, gradient.square());
    if (amsgrad) {
      Value greatest = scope.state("velocity_hat", 0);
      v = greatest.maximum(v);
      scope.updateState(greatest, v);
    }
    Value alpha =
        scope.scalar(
            "alpha",
            (t, rate) ->
                ratio * rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
    return theta.subtract(m.multiply(alpha).divide(v.sqrt().add(epsilon)));
  }
}
