package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = (η₀ − η₁)·(1 − s/n)ᵖ + η₁ up to step n, η₁ afterwards. With cycle, n is instead stretched
 * to its next multiple ≥ s, so that η rises again after each n steps.
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1
 * @param endLearningRate η₁
 * @param power p
 * @param cycle start again after n steps
 */
@Type("polynomial_decay")
@Doc("from η₀ to end_learning_rate in decay_steps steps, along a power of the time left")
public record PolynomialDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps to the end") @Range(min = 1) long decaySteps,
    @Default("0.0001") @Doc("η at the end") @Range(min = 0) double endLearningRate,
    @Default("1.0") @Doc("power of the share of time that is left") @Range(min = 0) double power,
    @Default("false") @Doc("start again after decay_steps steps") boolean cycle)
    implements Schedule {
  @Override
  public double at(long step) {
    double done;
    if (cycle) {
      done = step / (decaySteps * Math.max(1, Math.ceil((double) step / decaySteps)));
    } else {
      done = Math.min(1, (double) step / decaySteps);
    }
    return (initialLearningRate - endLearningRate) * Math.pow(1 - done, power) + endLearningRate;
  }
}
