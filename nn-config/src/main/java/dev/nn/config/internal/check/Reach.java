package dev.nn.config.internal.check;

import dev.nn.api.layer.Activation;
import dev.nn.core.activations.Exponential;
import dev.nn.core.activations.HardSigmoid;
import dev.nn.core.activations.HardTanh;
import dev.nn.core.activations.LogSigmoid;
import dev.nn.core.activations.LogSoftmax;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Relu6;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Softplus;
import dev.nn.core.activations.Softsign;
import dev.nn.core.activations.SparsePlus;
import dev.nn.core.activations.SparseSigmoid;
import dev.nn.core.activations.Sparsemax;
import dev.nn.core.activations.Squareplus;
import dev.nn.core.activations.Tanh;
import java.util.Map;

/**
 * Between which numbers the values of a function lie.
 *
 * @param min −∞ if there is no least
 * @param max ∞ if there is no greatest
 */
public record Reach(double min, double max) {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Reach ALL = new Reach(-INFINITE, INFINITE);
  private static final Reach SHARE = new Reach(0, 1);
  private static final Reach SIGNED = new Reach(-1, 1);
  private static final Reach POSITIVE = new Reach(0, INFINITE);
  private static final Reach NEGATIVE = new Reach(-INFINITE, 0);

  private static final Map<Class<?>, Reach> KNOWN =
      Map.ofEntries(
          Map.entry(Sigmoid.class, SHARE),
          Map.entry(HardSigmoid.class, SHARE),
          Map.entry(SparseSigmoid.class, SHARE),
          Map.entry(Softmax.class, SHARE),
          Map.entry(Sparsemax.class, SHARE),
          Map.entry(Tanh.class, SIGNED),
          Map.entry(HardTanh.class, SIGNED),
          Map.entry(Softsign.class, SIGNED),
          Map.entry(Softplus.class, POSITIVE),
          Map.entry(SparsePlus.class, POSITIVE),
          Map.entry(Squareplus.class, POSITIVE),
          Map.entry(Exponential.class, POSITIVE),
          Map.entry(Relu6.class, new Reach(0, 6)),
          Map.entry(LogSigmoid.class, NEGATIVE),
          Map.entry(LogSoftmax.class, NEGATIVE));

  /** Of an activation; everything, if it is not known. */
  public static Reach of(Activation activation) {
    if (activation instanceof Relu relu) {
      return new Reach(relu.negativeSlope() > 0 ? -INFINITE : 0, relu.maxValue().orElse(INFINITE));
    }
    return KNOWN.getOrDefault(activation.getClass(), ALL);
  }

  /** Whether there is a number that cannot be reached. */
  public boolean isConfined() {
    return min > -INFINITE || max < INFINITE;
  }

  /** Whether a value, or one closer to it than rounding, can be reached. */
  public boolean holds(double value) {
    return value >= min - 1e-6 && value <= max + 1e-6;
  }

  /** How far a value is from what can be reached; 0 if it can. */
  public double distance(double value) {
    return Math.max(0, Math.max(min - value, value - max));
  }

  /** {@code 0 to 1}, {@code 0 and more}. */
  @Override
  public String toString() {
    if (max == INFINITE) {
      return Figures.of(min) + " and more";
    }
    return min == -INFINITE
        ? Figures.of(max) + " and less"
        : Figures.of(min) + " to " + Figures.of(max);
  }
}
