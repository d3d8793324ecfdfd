package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;
import java.util.Optional;

/**
 * η(s) = η₀·((1 − α)·(1 + cos(π·s/n))/2 + α) up to step n, α·η₀ afterwards. With a warm-up to η₁ in
 * w steps, η rises in a straight line from η₀ to η₁ first, and then falls from η₁ for n steps.
 * Loshchilov and Hutter (2016).
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1, not counting the warm-up
 * @param alpha α, in [0, 1]
 * @param warmupTarget η₁; no warm-up if left out
 * @param warmupSteps w ≥ 0
 */
@Type("cosine_decay")
@Doc("half a cosine wave from η₀ down to alpha·η₀, optionally after a warm-up")
public record CosineDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps in which η falls, not counting the warm-up") @Range(min = 1) long decaySteps,
    @Default("0.0") @Doc("share of η that is left at the end") @Range(min = 0, max = 1)
        double alpha,
    @Doc("η at the end of the warm-up; none if left out") @Range(min = 0)
        Optional<Double> warmupTarget,
    @Default("0") @Doc("steps of the warm-up") @Range(min = 0) long warmupSteps)
    implements Schedule {

  /** Down to 0, without a warm-up. */
  public static CosineDecay of(double initialLearningRate, long decaySteps) {
    return new CosineDecay(initialLearningRate, decaySteps, 0, Optional.empty(), 0);
  }

  @Override
  public double at(long step) {
    if (warmupTarget.isEmpty()) {
      return decayed(initialLearningRate, step);
    }
    double target = warmupTarget.get();
    if (step < warmupSteps) {
      return initialLearningRate + (target - initialLearningRate) * ((double) step / warmupSteps);
    }
    return decayed(target, step - warmupSteps);
  }

  private double decayed(double from, long step) {
    double done = (double) Math.min(step, decaySteps) / decaySteps;
    return from * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
  }
}
