package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀/(1 + r·s/n)ᵖ; as a staircase, s/n rounded down. Robbins and Monro (1951).
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1
 * @param decayRate r ≥ 0
 * @param staircase change only every n steps
 * @param power p, power of the divisor: 1 in Keras, free in Deeplearning4j
 */
@Type("inverse_time_decay")
@Doc("η₀/(1 + decay_rate·step/decay_steps)^power")
public record InverseTimeDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps in which the divisor grows by decay_rate") @Range(min = 1) long decaySteps,
    @Doc("growth of the divisor") @Range(min = 0) double decayRate,
    @Default("false") @Doc("change only every decay_steps steps") boolean staircase,
    @Default("1.0") @Doc("power of the divisor") @Range(min = 0) double power)
    implements Schedule {
  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    double divisor = 1 + decayRate * (staircase ? Math.floor(periods) : periods);
    return initialLearningRate / (power == 1 ? divisor : Math.pow(divisor, power));
  }
}
