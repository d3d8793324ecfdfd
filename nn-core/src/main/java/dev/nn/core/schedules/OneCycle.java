package dev.nn.core.schedules;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η rises from η₁/d to η₁ within a share p of n steps, and falls from there to η₁/(d·e) in the
 * rest: along half cosine waves, or straight lines. The peak is at step p·n − 1, the end at step n
 * − 1, after which η stays. Smith and Topin (2017), with the keys of PyTorch's {@code OneCycleLR}.
 *
 * @param maxLearningRate η₁
 * @param totalSteps n ≥ 2
 * @param pctStart p, in (0, 1)
 * @param annealStrategy shape of both ways
 * @param divFactor d ≥ 1
 * @param finalDivFactor e ≥ 1
 */
@Type("one_cycle")
@Doc("up to max_learning_rate and down to almost 0 in total_steps steps")
public record OneCycle(
    @Alias({"max_lr", "lr"}) @Doc("η at the peak") @Range(min = 0) double maxLearningRate,
    @Doc("steps of the whole way") @Range(min = 2) long totalSteps,
    @Default("0.3")
        @Doc("share of the steps in which η rises")
        @Range(min = 0, minExclusive = true, max = 1, maxExclusive = true)
        double pctStart,
    @Default("cos") @Doc("cos or linear") Shape annealStrategy,
    @Default("25.0") @Doc("the peak divided by this is η at step 0") @Range(min = 1)
        double divFactor,
    @Default("10000.0") @Doc("η at step 0 divided by this is η at the end") @Range(min = 1)
        double finalDivFactor)
    implements Schedule {

  /** Of the way from one rate to another. */
  public enum Shape {
    /** Half a cosine wave. */
    COS,
    /** A straight line. */
    LINEAR
  }

  @Override
  public double at(long step) {
    double first = maxLearningRate / divFactor;
    double peak = Math.max(pctStart * totalSteps - 1, 0);
    if (step <= peak && peak > 0) {
      return between(first, maxLearningRate, step / peak);
    }
    double done = (Math.min(step, totalSteps - 1) - peak) / (totalSteps - 1 - peak);
    return between(maxLearningRate, first / finalDivFactor, done);
  }

  private double between(double from, double to, double done) {
    double way = annealStrategy == Shape.COS ? (1 - Math.cos(Math.PI * done)) / 2 : done;
    return from + (to - from) * way;
  }
}
