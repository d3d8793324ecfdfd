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
 * Gradient descent, each element scaled by the ratio of its recent steps to its recent gradients,
 * so that steps have the units of θ. With g = ∂C/∂θ:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * v ← ρ·v + (1 − ρ)·g²
 * d = √(u + ε)/√(v + ε)·g
 * u ← ρ·u + (1 − ρ)·d²
 * θ ← θ − η·d
 * </pre>
 *
 * State, 0 at first: v {@code accumulated_gradient}, u {@code accumulated_delta_var}. The paper has
 * η = 1. Zeiler (2012).
 *
 * @param learningRate η
 * @param rho ρ, in [0, 1)
 * @param epsilon ε &gt; 0, under the roots
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("adadelta")
@Doc("θ ← θ − η·√(u + ε)/√(v + ε)·g, u and v running means of squared steps and gradients")
public record Adadelta(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("0.95") @Doc("memory of the means") @Range(min = 0, max = 1, maxExclusive = true)
        double rho,
    @Default("1e-7") @Doc("keeps the roots away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Adadelta of(double learningRate) {
    return new Adadelta(new Constant(learningRate), 0.95, 1e-7, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value v = scope.state("accumulated_gradient", 0);
    Value u = scope.state("accumulated_delta_var", 0);
    Value nextV = mean(v, gradient);
    scope.updateState(v, nextV);
    Value step = gradient.multiply(u.add(epsilon).sqrt()).divide(nextV.add(epsilon).sqrt());
    scope.updateState(u, mean(u, step));
    return theta.subtract(step.multiply(scope.learningRate()));
  }

  private Value mean(Value mean, Value x) {
    return mean.scale(rho).add(x.square().scale(1 - rho));
  }
}
