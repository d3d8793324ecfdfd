package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀/(1 + r·s/n); as a staircase, s/n rounded down.
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1
 * @param decayRate r ≥ 0
 * @param staircase change only every n steps
 */
@Type("inverse_time_decay")
@Doc("η₀/(1 + decay_rate·step/decay_steps)")
public record InverseTimeDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps in which the divisor grows by decay_rate") @Range(min = 1) long decaySteps,
    @Doc("growth of the divisor") @Range(min = 0) double decayRate,
    @Default("false") @Doc("change only every decay_steps steps") boolean staircase)
    implements Schedule {
  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(periods) : periods));
  }
}
