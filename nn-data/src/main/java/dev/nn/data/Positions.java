package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.Optional;

/**
 * Parts one after the other, for what has an order: a text, a time series. Training comes first,
 * then validation, then test; what the fractions leave over is at the end.
 *
 * @param trainEnd the place after the training part
 * @param validationEnd the place after the validation part
 * @param testEnd the place after the test part
 */
record Positions(int trainEnd, int validationEnd, int testEnd) {

  /**
   * @throws DataException if a part that was asked for would be empty
   */
  static Positions of(Optional<Split> split, int length) {
    if (split.isEmpty()) {
      return new Positions(length, length, length);
    }
    Split wanted = split.get();
    int train = place(wanted.trainFraction(), length);
    int validation = place(wanted.trainFraction() + wanted.validation(), length);
    int test = place(wanted.trainFraction() + wanted.validation() + wanted.test(), length);
    check("train", wanted.trainFraction(), train, length);
    check("validation", wanted.validation(), validation - train, length);
    check("test", wanted.test(), test - validation, length);
    return new Positions(train, validation, test);
  }

  private static int place(double fraction, int length) {
    return (int) Math.min(length, Math.round(fraction * length));
  }

  private static void check(String part, double fraction, int size, int length) {
    if (fraction > 0 && size == 0) {
      throw DataException.inKey(
          "split." + part, fraction + " of " + length + " leaves none for this part; use more");
    }
  }
}
