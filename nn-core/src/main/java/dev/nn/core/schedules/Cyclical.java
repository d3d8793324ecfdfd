package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * Triangles, one after the other: in each cycle of n steps η rises in a straight line from η₀ to η₁
 * and falls back, in h = ⌊(n − a)/2⌋ steps each; in its last a steps η falls on, by a factor r in
 * each. With p the place in the cycle:
 *
 * <pre>
 * η = η₀ + (η₁ − η₀)·p/h          p &lt; h
 * η = η₁ − (η₁ − η₀)·(p − h)/h    p &lt; 2·h
 * η = η₀·r^(a − (n − p))          afterwards
 * </pre>
 *
 * Smith (2015); with a &gt; 0 Deeplearning4j's {@code CycleSchedule}.
 *
 * @param initialLearningRate η₀
 * @param maxLearningRate η₁
 * @param cycleSteps n ≥ 2
 * @param annealingSteps a, from 0 to n − 2
 * @param annealingDecay r, in (0, 1]
 */
@Type(value = "cyclical", aliases = "cycle")
@Doc("triangles between initial_learning_rate and max_learning_rate, one after the other")
public record Cyclical(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("η at the peaks") @Range(min = 0) double maxLearningRate,
    @Doc("steps of a cycle") @Range(min = 2) long cycleSteps,
    @Default("0") @Doc("steps at the end of a cycle in which η falls on") @Range(min = 0)
        long annealingSteps,
    @Default("0.1")
        @Doc("factor of η in each of those")
        @Range(min = 0, minExclusive = true, max = 1)
        double annealingDecay)
    implements Schedule {

  /**
   * @throws IllegalArgumentException if no steps are left for the triangle
   */
  public Cyclical {
    if (annealingSteps > cycleSteps - 2) {
      throw new IllegalArgumentException(
          "annealing_steps %d leave no step to rise and one to fall in cycle_steps %d"
              .formatted(annealingSteps, cycleSteps));
    }
  }

  @Override
  public double at(long step) {
    long place = step % cycleSteps;
    long half = (cycleSteps - annealingSteps) / 2;
    double slope = (maxLearningRate - initialLearningRate) / half;
    if (place < half) {
      return initialLearningRate + slope * place;
    }
    if (place < 2 * half) {
      return maxLearningRate - slope * (place - half);
    }
    double annealed = annealingSteps - (cycleSteps - place);
    return initialLearningRate * Math.pow(annealingDecay, Math.max(annealed, 0));
  }
}
