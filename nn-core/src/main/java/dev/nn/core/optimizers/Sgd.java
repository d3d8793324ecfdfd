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
 * Gradient descent. With g = ∂C/∂θ:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * without momentum:  θ ← θ − η·g
 * with momentum μ:   m ← μ·m − η·g
 *                    θ ← θ + m                 (plain)
 *                    θ ← θ + μ·m − η·g         (Nesterov)
 * </pre>
 *
 * State: m {@code momentum}, 0 at first, only if μ &gt; 0. Sutskever et al. (2013).
 *
 * @param learningRate η
 * @param momentum μ, in [0, 1)
 * @param nesterov look ahead by one step of the momentum
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("sgd")
@Doc("θ ← θ − η·g, optionally with momentum")
public record Sgd(
    @Default("0.01") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("0.0")
        @Doc("share of the last step that is kept")
        @Range(min = 0, max = 1, maxExclusive = true)
        double momentum,
    @Default("false") @Doc("look ahead by one step of the momentum") boolean nesterov,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** Plain, with a constant learning rate. */
  public static Sgd of(double learningRate) {
    return of(learningRate, 0);
  }

  /** With momentum and a constant learning rate. */
  public static Sgd of(double learningRate, double momentum) {
    return new Sgd(new Constant(learningRate), momentum, false, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value step = gradient.multiply(scope.learningRate());
    if (momentum == 0) {
      return theta.subtract(step);
    }
    Value m = scope.state("momentum", 0);
    Value next = m.scale(momentum).subtract(step);
    scope.updateState(m, next);
    return nesterov ? theta.add(next.scale(momentum).subtract(step)) : theta.add(next);
  }
}
