package dev.nn.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.EntryCheck.Verdict;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class CentralDifferencesTest {
  private static final double TOLERANCE = 1e-6;

  /** A function of one number and its derivative. */
  record Curve(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** C = f(x), compared with some slope. */
  private static EntryCheck check(DoubleUnaryOperator f, double x, double slope) {
    CostFunction cost = (tensor, entry, value) -> f.applyAsDouble(value);
    Tensor at = Tensor.of(Shape.of(1), x);
    Tensor gradient = Tensor.of(Shape.of(1), slope);
    double here = f.applyAsDouble(x);
    double rounding = RoundingNoise.of(cost, here, Map.of("x", at), new SplittableRandom(1));
    return new CentralDifferences(cost, here, rounding, TOLERANCE)
        .compare("x", at, gradient, new int[] {0})
        .entries()
        .get(0);
  }

  @Provide
  Arbitrary<Curve> curves() {
    return Arbitraries.of(
        new Curve("x²", x -> x * x, x -> 2 * x),
        new Curve("x³", x -> x * x * x, x -> 3 * x * x),
        new Curve("eˣ", Math::exp, Math::exp),
        new Curve("sin 5x", x -> Math.sin(5 * x), x -> 5 * Math.cos(5 * x)),
        new Curve("tanh x", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x)),
        new Curve("1000 + x/1000", x -> 1000 + x / 1000, x -> 1e-3),
        new Curve("1/(1+x²)", x -> 1 / (1 + x * x), x -> -2 * x / Math.pow(1 + x * x, 2)));
  }

  @Property
  void rightSlopesAgree(
      @ForAll("curves") Curve curve, @ForAll @DoubleRange(min = -4, max = 4) double x) {
    assertEquals(Verdict.AGREE, check(curve.f(), x, curve.slope().applyAsDouble(x)).verdict());
  }

  /**
   * The slopes to the left and to the right of x differ by f″·ε, here by up to 25 · 2.4·10⁻⁵ =
   * 6·10⁻⁴. What is off by less than twice that may be taken for a kink.
   */
  @Property
  void slopesThatAreOffByMoreThanCanBeMistakenDiffer(
      @ForAll("curves") Curve curve,
      @ForAll @DoubleRange(min = -4, max = 4) double x,
      @ForAll @DoubleRange(min = 2e-3, max = 3) @Scale(6) double by) {
    double slope = curve.slope().applyAsDouble(x);
    double off = slope + by * (Math.abs(slope) + 1);
    assertEquals(Verdict.DIFFER, check(curve.f(), x, off).verdict());
  }

  @Test
  void aKinkThatIsMerelyNearIsLeftBehindAndReported() {
    EntryCheck near = check(x -> Math.max(0, x), -1e-6, 0);
    assertEquals(Verdict.AGREE, near.verdict());
    assertTrue(near.kink());
    assertEquals(0, near.difference());
    assertFalse(check(x -> Math.max(0, x), -1, 0).kink());
  }

  @Test
  void onAKinkNothingIsDecided() {
    EntryCheck on = check(x -> Math.max(0, x), 0, 0);
    assertEquals(Verdict.UNDECIDED, on.verdict());
    assertTrue(on.kink());
  }

  @Test
  void aWrongSlopeBesideAKinkDiffers() {
    assertEquals(Verdict.DIFFER, check(x -> Math.max(0, x), 1e-6, 0.9).verdict());
  }

  @Test
  void aJumpIsAKinkToo() {
    assertEquals(Verdict.UNDECIDED, check(x -> x == 0 ? 0 : x + 1, 0, 0).verdict());
  }

  @Test
  void atTheEdgeOfWhereItIsDefinedNothingIsDecidedUnlessTheSlopeIsNoNumber() {
    assertEquals(Verdict.UNDECIDED, check(Math::sqrt, 0, 1).verdict());
    assertEquals(Verdict.DIFFER, check(Math::sqrt, 1, Double.NaN).verdict());
    assertTrue(Double.isNaN(check(Math::sqrt, 1, Double.NaN).relativeError()));
  }

  @Test
  void oneNaNDoesNotCloudTheOtherEntries() {
    Tensor x = Tensor.of(Shape.of(2), 1.0, 1.0);
    Tensor gradient = Tensor.of(Shape.of(2), Double.NaN, 2.0);
    TensorCheck check =
        new CentralDifferences((t, entry, value) -> 1 + value * value, 2, 1e-15, TOLERANCE)
            .compare("x", x, gradient, new int[] {0, 1});
    assertEquals(Verdict.DIFFER, check.entries().get(0).verdict());
    assertEquals(Verdict.AGREE, check.entries().get(1).verdict());
    assertEquals(2, check.largest());
  }

  @Test
  void whatRoundingHidesIsNotHeldAgainstTheGradient() {
    // Of 10⁶, 10⁻¹⁰ is one unit in the last place: a slope of 10⁻⁷ cannot be seen.
    assertEquals(Verdict.AGREE, check(x -> 1e6 + 1e-7 * x, 1, 0).verdict());
    assertEquals(Verdict.DIFFER, check(x -> 1e6 + 1e-2 * x, 1, 0).verdict());
  }
}
