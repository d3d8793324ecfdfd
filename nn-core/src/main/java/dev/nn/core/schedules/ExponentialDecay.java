package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀·r^(s/n); as a staircase, s/n rounded down.
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1: after so many steps, η is multiplied by r
 * @param decayRate r
 * @param staircase change only every n steps
 */
@Type("exponential_decay")
@Doc("η₀·decay_rate^(step/decay_steps)")
public record ExponentialDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps in which η is multiplied by decay_rate once") @Range(min = 1) long decaySteps,
    @Doc("factor") @Range(min = 0) double decayRate,
    @Default("false") @Doc("change only every decay_steps steps") boolean staircase)
    implements Schedule {
  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    return initialLearningRate * Math.pow(decayRate, staircase ? Math.floor(periods) : periods);
  }
}
