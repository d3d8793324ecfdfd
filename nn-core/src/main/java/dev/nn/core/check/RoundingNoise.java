package dev.nn.core.check;

import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How far C may be off by rounding. It is measured: at a few entries C is taken at three points
 * 10⁻⁸ apart, and by what the middle one is off the line through the others, C is rounded; a curve
 * would be off by no more than about 10⁻¹⁶.
 */
public final class RoundingNoise {
  private static final double NUDGE = 1e-8;
  private static final int NUDGES = 12;

  /** That many of the nudges may have met a kink. */
  private static final int KINKS = 2;

  /** Even where no nudge shows it, C is rounded, and so is what it is a sum of. */
  private static final double LEAST = 2 * Math.ulp(1.0);

  /** If nudges show more than so many times |C|, more of them have met kinks. */
  private static final double MOST = 1e4 * Math.ulp(1.0);

  /** A few nudges do not meet the worst; with LSTMs of 100 steps it was 2.5 times as far off. */
  private static final double CAUTION = 4;

  private RoundingNoise() {}

  /**
   * Measures it.
   *
   * @param here C with everything as it is
   * @param x the tensors by name
   * @param random chooses entries
   */
  public static double of(
      CostFunction cost, double here, Map<String, Tensor> x, SplittableRandom random) {
    List<String> names = x.keySet().stream().filter(name -> x.get(name).size() > 0).toList();
    double[] off = new double[names.isEmpty() ? 0 : NUDGES];
    for (int k = 0; k < off.length; k++) {
      String name = names.get(k * names.size() / NUDGES);
      int entry = random.nextInt(x.get(name).size());
      double value = x.get(name).get(entry);
      double nudge = NUDGE * Math.max(1, Math.abs(value));
      double sides = cost.at(name, entry, value + nudge) + cost.at(name, entry, value - nudge);
      off[k] = Math.abs(sides / 2 - here);
    }
    Arrays.sort(off);
    double measured = off.length == 0 ? 0 : off[off.length - 1 - KINKS];
    double size = Math.max(Math.abs(here), Double.MIN_NORMAL);
    // Written so that NaN, from beyond where C is defined, counts as much.
    double believed = measured <= MOST * size ? measured : MOST * size;
    return CAUTION * Math.max(LEAST * size, believed);
  }
}
