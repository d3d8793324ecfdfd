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
 * {@link Adam}, each parameter's step scaled to the size of the parameter. With g = ∂C/∂θ, in step
 * t = 1, 2, …, for each parameter:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * m ← m + (1 − β₁)·(g − m)
 * v ← v + (1 − β₂)·(g² − v)
 * d = m/(1 − β₁ᵗ)/(√(v/(1 − β₂ᵗ)) + ε)
 * θ ← θ − η·‖θ‖/‖d‖·d        (a ratio of 1 if either norm is 0)
 * </pre>
 *
 * State, 0 at first: m {@code momentum}, v {@code velocity}. Made for large batches. You et al.
 * (2019).
 *
 * @param learningRate η
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("lamb")
@Doc("θ ← θ − η·‖θ‖/‖d‖·d, d the step of Adam")
public record Lamb(
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
  public static Lamb of(double learningRate) {
    return new Lamb(
        new Constant(learningRate), 0.9, 0.999, 1e-7, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public boolean elementwise() {
    return false;
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value m = RunningMean.of(scope, "momentum", beta_1, gradient);
    Value v = RunningMean.of(scope, "velocity", beta_2, gradient.square());
    Value ofMean = scope.scalar("correction_1", t -> 1 / (1 - Math.pow(beta_1, t)));
    Value ofSquare = scope.scalar("correction_2", t -> 1 / (1 - Math.pow(beta_2, t)));
    Value d = m.multiply(ofMean).divide(v.multiply(ofSquare).sqrt().add(epsilon));
    Value size = theta.square().sum().sqrt();
    Value step = d.square().sum().sqrt();
    Value one = size.constant(1);
    Value ratio = size.greater(0).select(step.greater(0).select(size.divide(step), one), one);
    return theta.subtract(d.multiply(ratio.multiply(scope.learningRate())));
  }
}
