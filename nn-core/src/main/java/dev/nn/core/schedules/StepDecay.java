package dev.nn.core.schedules;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀·r^⌊s/n⌋: {@link ExponentialDecay} as a staircase.
 *
 * @param initialLearningRate η₀
 * @param decaySteps n ≥ 1
 * @param decayRate r
 */
@Type(value = "step_decay", aliases = "step")
@Doc("η₀·decay_rate^⌊step/decay_steps⌋")
public record StepDecay(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Alias("step_size") @Doc("steps between two changes") @Range(min = 1) long decaySteps,
    @Default("0.1") @Alias("gamma") @Doc("factor of a change") @Range(min = 0) double decayRate)
    implements Schedule {
  @Override
  public double at(long step) {
    return initialLearningRate * Math.pow(decayRate, step / decaySteps);
  }
}
