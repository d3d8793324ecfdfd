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
 * Gradient descent, each element scaled by its recent root mean square. With g = ∂C/∂θ:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * v ← ρ·v + (1 − ρ)·g²
 * d = v + ε
 * centered:          a ← ρ·a + (1 − ρ)·g,  d = v − a² + ε
 * without momentum:  θ ← θ − η·g/√d
 * with momentum μ:   m ← μ·m + η·g/√d,  θ ← θ − m
 * </pre>
 *
 * State, 0 at first: v {@code velocity}; m {@code momentum} if μ &gt; 0; a {@code average_gradient}
 * if centered. Hinton (2012), lecture 6e.
 *
 * @param learningRate η
 * @param rho ρ, in [0, 1)
 * @param momentum μ, in [0, 1)
 * @param epsilon ε &gt; 0, under the root
 * @param centered divide by the standard deviation instead of the root mean square
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("rmsprop")
@Doc("θ ← θ − η·g/√(v + ε), v the running mean of g²")
public record RmsProp(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("0.9") @Doc("memory of the mean of g²") @Range(min = 0, max = 1, maxExclusive = true)
        double rho,
    @Default("0.0")
        @Doc("share of the last step that is kept")
        @Range(min = 0, max = 1, maxExclusive = true)
        double momentum,
    @Default("1e-7") @Doc("keeps the root away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Default("false") @Doc("divide by the standard deviation of g") boolean centered,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static RmsProp of(double learningRate) {
    return new RmsProp(
        new Constant(learningRate), 0.9, 0, 1e-7, false, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value v = average(scope, "velocity", gradient.square());
    if (centered) {
      v = v.subtract(average(scope, "average_gradient", gradient).square());
    }
    Value step = gradient.multiply(scope.learningRate()).divide(v.add(epsilon).sqrt());
    if (momentum > 0) {
      Value m = scope.state("momentum", 0);
      step = m.scale(momentum).add(step);
      scope.updateState(m, step);
    }
    return theta.subtract(step);
  }

  private Value average(UpdateScope scope, String name, Value x) {
    Value mean = scope.state(name, 0);
    Value next = mean.scale(rho).add(x.scale(1 - rho));
    scope.updateState(mean, next);
    return next;
  }
}
