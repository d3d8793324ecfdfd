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
 * {@link Adam} with weight decay: θ ← θ − η·λ·θ, then Adam's update. Loshchilov and Hutter (2017).
 *
 * @param learningRate η
 * @param weightDecay λ ≥ 0
 * @param beta_1 β₁, in [0, 1)
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param amsgrad divide by the greatest v so far
 * @param updateRules what all optimizers have in common
 */
@Type(value = "adamw", aliases = "adam_w")
@Doc("θ ← θ − η·λ·θ − α·m/(√v + ε), m and v running means of g and g²")
public record AdamW(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("0.004") @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0)
        double weightDecay,
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
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static AdamW of(double learningRate, double weightDecay) {
    return new AdamW(
        new Constant(learningRate), weightDecay, 0.9, 0.999, 1e-7, false, UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    return new Adam(
            learningRate, beta_1, beta_2, epsilon, amsgrad, Optional.of(weightDecay), updateRules)
        .update(scope, parameter, gradient);
  }
}
