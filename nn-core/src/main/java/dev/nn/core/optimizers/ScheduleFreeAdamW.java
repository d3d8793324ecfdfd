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
 * Adam that needs no decaying η: the mean of all its positions is what counts. Gradients are taken
 * at θ, between the position z and the mean x. With g = ∂C/∂θ, in step t = 1, 2, …:
 *
 * <pre>
 * η ← η·min(1, t/w)          (with w warm-up steps)
 * v ← v + (1 − β₂)·(g² − v)
 * z ← z − η·g/(√(v/(1 − β₂ᵗ)) + ε) − η·λ·θ
 * x ← (1 − 1/t)·x + 1/t·z
 * θ ← (1 − β₁)·z + β₁·x
 * </pre>
 *
 * State: z {@code position} and x {@code mean}, both θ at first; v {@code velocity}, 0 at first.
 * The model is evaluated with x and kept as x. Running statistics of batch normalization are those
 * of θ. Defazio et al. (2024), with Keras's weights 1/t.
 *
 * @param learningRate η, best constant
 * @param beta_1 β₁, in [0, 1): how near to the mean gradients are taken
 * @param beta_2 β₂, in [0, 1)
 * @param epsilon ε &gt; 0
 * @param warmupSteps w ≥ 0
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type(value = "schedule_free_adamw", aliases = "schedule_free_adam_w")
@Doc(
    "Adam at θ between its position z and the mean x of its positions, which is evaluated and kept")
public record ScheduleFreeAdamW(
    @Default("0.0025") @Alias("lr") @Doc("η, best constant") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's beta_1 and beta_2.
    @Default("0.9")
        @Alias("beta1")
        @Doc("how near to the mean gradients are taken")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_1,
    @Default("0.999")
        @Alias("beta2")
        @Doc("memory of the mean of g²")
        @Range(min = 0, max = 1, maxExclusive = true)
        double beta_2,
    @Default("1e-8") @Doc("keeps the divisor away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Default("0") @Doc("steps in which η rises from 0") @Range(min = 0) int warmupSteps,
    @Doc("z shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /**
   * @throws IllegalArgumentException if another average is asked for
   */
  public ScheduleFreeAdamW {
    if (updateRules.useEma()) {
      throw new IllegalArgumentException("use_ema: schedule_free_adamw has an average of its own");
    }
  }

  /** With a constant learning rate, everything else as by default. */
  public static ScheduleFreeAdamW of(double learningRate) {
    return new ScheduleFreeAdamW(
        new Constant(learningRate), 0.9, 0.999, 1e-8, 0, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value v = scope.state("velocity", 0);
    Value nextV = v.add(gradient.square().subtract(v).scale(1 - beta_2));
    scope.updateState(v, nextV);
    Value rate = scope.scalar("warm_rate", this::rate);
    Value correction = scope.scalar("correction", t -> 1 / (1 - Math.pow(beta_2, t)));
    Value step = gradient.multiply(rate).divide(nextV.multiply(correction).sqrt().add(epsilon));
    if (weightDecay.isPresent() && scope.decays()) {
      double lambda = weightDecay.get();
      step = step.add(parameter.multiply(scope.scalar("decay", (t, eta) -> lambda * rate(t, eta))));
    }
    Value z = scope.copy("position");
    Value x = scope.copy("mean");
    Value nextZ = scope.constrain(z.subtract(step));
    Value nextX = x.add(nextZ.subtract(x).multiply(scope.scalar("share", t -> 1.0 / t)));
    scope.updateState(z, nextZ);
    scope.updateState(x, nextX);
    scope.evaluateWith(x);
    return nextZ.scale(1 - beta_1).add(nextX.scale(beta_1));
  }

  private double rate(long t, double eta) {
    return t < warmupSteps ? eta * t / warmupSteps : eta;
  }
}
