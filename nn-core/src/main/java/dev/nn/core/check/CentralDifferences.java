package dev.nn.core.check;

import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.EntryCheck.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares ∂C/∂x by backpropagation, here b, with central differences, entry by entry:
 *
 * <pre>
 * slope  n = (C(x + ε) − C(x − ε)) / 2ε
 * step   ε = ∛u · max(1, |x|),  u = 2⁻⁵²: about 6·10⁻⁶
 * error  |b − n| / max(|b|, |n|, s)
 * </pre>
 *
 * <p>With this step the formula's own error, about ε², and what rounding of C adds, about u·|C|/ε,
 * are of one size. The floor s keeps entries from failing that are too small to be measured: s is
 * the largest of a thousandth of the tensor's largest |∂C/∂x|, the slope that rounding could feign
 * over the tolerance, and 10⁻⁹.
 *
 * <p>Where the two disagree, the step is made smaller, eightfold each time and as long as rounding
 * is far from explaining the difference: a kink of C that was merely near is then left behind. If
 * they still disagree, the slopes to the left and to the right tell a wrong gradient from a kink:
 * at a smooth place these two are nearly equal.
 *
 * @param cost C
 * @param here C with everything as it is
 * @param rounding how far C may be off by rounding, see {@link RoundingNoise}
 * @param tolerance largest error of entries that agree
 */
public record CentralDifferences(
    CostFunction cost, double here, double rounding, double tolerance) {
  private static final double STEP = Math.cbrt(Math.ulp(1.0));
  private static final double SMALLER = 1.0 / 8;
  private static final int MOST_STEPS = 4;
  private static final double SMALL = 1e-3;

  /** Where the gradient is 0, as that of x³ at 0, the formula's own error is left: ε². */
  private static final double SMALLEST = 1e-9;

  /** If a smaller step makes numbers agree, their difference must have shrunk by that much. */
  private static final double MEANINGFUL = 100;

  /** Slopes of C around an entry. */
  private record Slopes(double left, double right, double central) {
    /** Differences of infinities or NaN are a gap too: C is not defined on both sides. */
    boolean nearlyEqual(double to) {
      return Math.abs(right - left) < to;
    }
  }

  /**
   * Compares some entries of a tensor.
   *
   * @param x where the tensor is; float64
   * @param gradient ∂C/∂x by backpropagation
   * @param entries flat row-major indices
   */
  public TensorCheck compare(String tensor, Tensor x, Tensor gradient, int[] entries) {
    double largest = 0;
    for (int i = 0; i < gradient.size(); i++) {
      double size = Math.abs(gradient.get(i));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    double small = Math.max(SMALL * largest, SMALLEST);
    List<EntryCheck> checks = new ArrayList<>();
    for (int entry : entries) {
      checks.add(check(tensor, entry, x.get(entry), gradient.get(entry), small));
    }
    return new TensorCheck(tensor, x.shape(), largest, checks);
  }

  private EntryCheck check(String tensor, int entry, double x, double gradient, double small) {
    double step = STEP * Math.max(1, Math.abs(x));
    EntryCheck check = check(tensor, entry, x, gradient, small, step);
    boolean kink = false;
    for (int k = 1; k < MOST_STEPS && check.verdict() != Verdict.AGREE; k++) {
      kink |= check.kink();
      step *= SMALLER;
      if (rounding / step > apart(check) / MEANINGFUL) {
        break;
      }
      check = check(tensor, entry, x, gradient, small, step);
    }
    return kink ? check.atKink() : check;
  }

  private EntryCheck check(
      String tensor, int entry, double x, double gradient, double small, double step) {
    Slopes slopes = slopes(tensor, entry, x, step);
    double floor = Math.max(small, rounding / step / tolerance);
    double error = error(gradient, slopes.central(), floor);
    if (error <= tolerance) {
      return new EntryCheck(entry, gradient, slopes.central(), error, false, Verdict.AGREE);
    }
    double apart = Math.abs(gradient - slopes.central());
    boolean wrong = !Double.isFinite(gradient) || slopes.nearlyEqual(apart / 2);
    Verdict verdict = wrong ? Verdict.DIFFER : Verdict.UNDECIDED;
    return new EntryCheck(entry, gradient, slopes.central(), error, !wrong, verdict);
  }

  private Slopes slopes(String tensor, int entry, double x, double step) {
    double right = x + step;
    double left = x - step;
    double atRight = cost.at(tensor, entry, right);
    double atLeft = cost.at(tensor, entry, left);
    // By the distances as they are after rounding, not as they were meant.
    return new Slopes(
        (here - atLeft) / (x - left),
        (atRight - here) / (right - x),
        (atRight - atLeft) / (right - left));
  }

  private static double apart(EntryCheck check) {
    return Math.abs(check.backpropagation() - check.difference());
  }

  private static double error(double gradient, double difference, double floor) {
    double size = Math.max(floor, Math.max(Math.abs(gradient), Math.abs(difference)));
    return Math.abs(gradient - difference) / size;
  }
}
