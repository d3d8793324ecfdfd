package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η rises in a straight line from η₀ to the first rate of another schedule, which then begins: η(s)
 * = η₀ + (η′(0) − η₀)·s/w for s &lt; w, η(s) = η′(s − w) afterwards. Goyal et al. (2017).
 *
 * @param schedule η′
 * @param warmupSteps w ≥ 1
 * @param initialLearningRate η₀
 */
@Type("warmup")
@Doc("a straight line up to the first rate of another schedule, then that schedule")
public record Warmup(
    @Doc("what comes afterwards; a number stays as it is") Schedule schedule,
    @Doc("steps of the rise") @Range(min = 1) long warmupSteps,
    @Default("0.0") @Doc("η at step 0") @Range(min = 0) double initialLearningRate)
    implements Schedule {
  @Override
  public double at(long step) {
    if (step >= warmupSteps) {
      return schedule.at(step - warmupSteps);
    }
    double done = (double) step / warmupSteps;
    return initialLearningRate + (schedule.at(0) - initialLearningRate) * done;
  }
}
