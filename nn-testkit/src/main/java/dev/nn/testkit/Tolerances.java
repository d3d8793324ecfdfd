package dev.nn.testkit;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.Tolerance;

/**
 * Whether results are close: {@code |actual − expected| ≤ absolute + relative · |expected|}. A
 * wider tolerance than the table's at a single place needs a comment with the reason.
 *
 * @param relative relative to the expected value
 * @param absolute whatever the expected value
 */
public record Tolerances(double relative, double absolute) {
  /** Equal numbers only. */
  public static final Tolerances EXACT = new Tolerances(0, 0);

  /** The table, which the command {@code nn compare} uses too. */
  public static Tolerances of(DataType dtype) {
    Tolerance tolerance = Tolerance.of(dtype);
    return new Tolerances(tolerance.relative(), tolerance.absolute());
  }

  /** Whether a number is close enough. NaN is close to NaN, an infinity to itself. */
  public boolean close(double expected, double actual) {
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      return Double.compare(expected, actual) == 0;
    }
    return Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
  }

  /** Fails unless two tensors have the same type and are close for it, by the table. */
  public static void assertClose(String what, Tensor expected, Tensor actual) {
    of(expected.dtype()).check(what, expected, actual);
  }

  /**
   * Fails unless two tensors have the same type and all elements are close; says where the first
   * one is that is not, what was expected there, and how many there are.
   */
  public void check(String what, Tensor expected, Tensor actual) {
    if (!expected.type().equals(actual.type())) {
      throw new AssertionError(
          what + ": expected a value of type " + expected.type() + ", got " + actual.type());
    }
    int first = -1;
    int count = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (!close(expected.get(i), actual.get(i))) {
        first = count++ == 0 ? i : first;
      }
    }
    if (count > 0) {
      throw new AssertionError(
          "%s: element %d of %s should be %s, is %s; %d of %d elements differ by more than %s + %s·|expected|"
              .formatted(
                  what,
                  first,
                  expected.type(),
                  expected.get(first),
                  actual.get(first),
                  count,
                  expected.size(),
                  absolute,
                  relative));
    }
  }
}
