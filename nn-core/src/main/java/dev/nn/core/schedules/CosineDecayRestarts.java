package dev.nn.core.schedules;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η₀·((1 − α)·mⁱ·(1 + cos(π·f))/2 + α): cosine waves one after the other. Wave i = 0, 1, …
 * takes n·tⁱ steps, and f is the share of it that is done. Loshchilov and Hutter (2016).
 *
 * @param initialLearningRate η₀
 * @param firstDecaySteps n ≥ 1
 * @param tMul t ≥ 1: growth of the waves' lengths
 * @param mMul m: factor of the waves' heights
 * @param alpha α, in [0, 1]
 */
@Type("cosine_decay_restarts")
@Doc("half cosine waves from η₀ down to alpha·η₀, each t_mul times as long as the one before")
public record CosineDecayRestarts(
    @Doc("η at step 0") @Range(min = 0) double initialLearningRate,
    @Doc("steps of the first wave") @Range(min = 1) long firstDecaySteps,
    @Default("2.0") @Doc("growth of the waves' lengths") @Range(min = 1) double tMul,
    @Default("1.0") @Doc("factor of the waves' heights") @Range(min = 0) double mMul,
    @Default("0.0") @Doc("share of η that is left at the end") @Range(min = 0, max = 1)
        double alpha)
    implements Schedule {
  @Override
  public double at(long step) {
    double done = (double) step / firstDecaySteps;
    double wave;
    if (tMul == 1) {
      wave = Math.floor(done);
      done -= wave;
    } else {
      // The first i waves take n·(1 + t + … + tⁱ⁻¹) = n·(tⁱ − 1)/(t − 1) steps.
      wave = Math.floor(Math.log1p(done * (tMul - 1)) / Math.log(tMul));
      double length = Math.pow(tMul, wave);
      done = (done - (length - 1) / (tMul - 1)) / length;
    }
    double height = 0.5 * Math.pow(mMul, wave) * (1 + Math.cos(Math.PI * done));
    return initialLearningRate * ((1 - alpha) * height + alpha);
  }
}
