package dev.nn.core.schedules;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀/(1 + e^(γ·(s − n))): from almost η₀ to almost 0, half of it at step n. Deeplearning4j's
 * schedule has γ with the other sign.
 *
 * @param initialLearningRate η₀
 * @param gamma γ &gt; 0: how steep the fall is
 * @param stepSize n ≥ 0
 */
@Type(value = "sigmoid_decay", aliases = "sigmoid")
@Doc("η₀/(1 + e^(gamma·(step − step_size)))")
public record SigmoidDecay(
    @Doc("η long before step_size") @Range(min = 0) double initialLearningRate,
    @Doc("how steep the fall is") @Range(min = 0, minExclusive = true) double gamma,
    @Doc("the step with half of η₀") @Range(min = 0) long stepSize)
    implements Schedule {
  @Override
  public double at(long step) {
    return initialLearningRate / (1 + Math.exp(gamma * (step - stepSize)));
  }
}
