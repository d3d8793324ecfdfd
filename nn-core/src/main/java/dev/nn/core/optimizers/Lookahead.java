package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import java.util.Set;

/**
 * Another optimizer runs ahead with fast weights θ; slow weights φ follow every k updates, and the
 * fast ones go on from there. In step t = 1, 2, …:
 *
 * <pre>
 * θ ← update of the other optimizer
 * if k divides t:  φ ← φ + α·(θ − φ),  θ ← φ
 * </pre>
 *
 * State besides the other's: φ {@code slow}, θ at first. The model is evaluated with φ and kept as
 * φ. Clipping, averaging and the like are keys of the other optimizer. Zhang et al. (2019).
 *
 * @param optimizer the other optimizer
 * @param syncPeriod k ≥ 1
 * @param slowStepSize α, in (0, 1]
 */
@Type("lookahead")
@Doc("every sync_period updates of another optimizer, φ ← φ + slow_step_size·(θ − φ), θ ← φ")
public record Lookahead(
    @Doc("the optimizer that runs ahead") Optimizer optimizer,
    @Default("6") @Doc("updates between two steps of the slow weights") @Range(min = 1)
        int syncPeriod,
    @Default("0.5")
        @Doc("how far the slow weights go")
        @Range(min = 0, minExclusive = true, max = 1)
        double slowStepSize)
    implements Optimizer {

  /** With the paper's step size. */
  public static Lookahead of(Optimizer optimizer, int syncPeriod) {
    return new Lookahead(optimizer, syncPeriod, 0.5);
  }

  @Override
  public Schedule learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public UpdateRules updateRules() {
    return optimizer.updateRules();
  }

  @Override
  public boolean elementwise() {
    return optimizer.elementwise();
  }

  @Override
  public Set<String> patterns() {
    return optimizer.patterns();
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value fast = scope.constrain(optimizer.update(scope, parameter, gradient));
    Value slow = scope.copy("slow");
    Value due = scope.scalar("sync", t -> t % syncPeriod == 0 ? 1 : 0).greater(0);
    Value met = slow.add(fast.subtract(slow).scale(slowStepSize));
    scope.updateState(slow, due.select(met, slow));
    scope.evaluateWith(slow);
    return due.select(met, fast);
  }
}
