package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import java.util.Optional;

/**
 * How examples are divided: shuffled with the run's seed, then dealt out. Each part is at most one
 * example away from its fraction (of each class, when stratified); a class's first example always
 * goes to training. Examples that the fractions leave over are not used.
 *
 * @param train fraction to learn from, in (0, 1]; left out, it is all that the other two leave
 * @param validation fraction to validate on while training, in [0, 1); default 0
 * @param test fraction to test on at the end, in [0, 1); default 0
 * @param stratify whether every part gets its share of each class; default true; without meaning
 *     for regression
 */
public record Split(
    @Doc("Fraction to learn from; left out: the rest") @Range(min = 0, minExclusive = true, max = 1)
        Optional<Double> train,
    @Doc("Fraction to validate on") @Default("0") @Range(min = 0, max = 1, maxExclusive = true)
        double validation,
    @Doc("Fraction to test on") @Default("0") @Range(min = 0, max = 1, maxExclusive = true)
        double test,
    @Doc("Keep the class proportions in every part") @Default("true") boolean stratify) {

  /** Slack for sums such as 0.7 + 0.15 + 0.15, which are not exact in binary. */
  private static final double ROUNDING = 1e-9;

  /**
   * @throws DataException if a fraction is out of its range or together they exceed 1
   */
  public Split {
    train.ifPresent(fraction -> check("split.train", fraction));
    check("split.validation", validation);
    check("split.test", test);
    if (train.isPresent() && train.get() == 0) {
      throw DataException.inKey("split.train", "expected a fraction above 0, found 0");
    }
    double others = validation + test;
    if (train.orElse(0.0) + others > 1 + ROUNDING) {
      throw DataException.inKey(
          "split",
          "train, validation and test add up to "
              + (float) (train.orElse(0.0) + others)
              + "; together they can be at most 1");
    }
    if (train.isEmpty() && others > 1 - ROUNDING) {
      throw DataException.inKey(
          "split", "validation and test take all examples and leave none to train on");
    }
  }

  /** The training fraction, inferred where it was left out. */
  double trainFraction() {
    return train.orElseGet(() -> 1 - validation - test);
  }

  /** Of train, validation and test, and what they leave over. */
  double[] fractions() {
    double train = trainFraction();
    double unused = Math.max(0, 1 - train - validation - test);
    return new double[] {train, validation, test, unused < ROUNDING ? 0 : unused};
  }

  private static void check(String key, double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw DataException.inKey(key, "expected a fraction between 0 and 1, found " + fraction);
    }
  }
}
