package dev.nn.api.op;

import dev.nn.api.graph.Value;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of one number, each with its derivative. The definition is float64; a float32 kernel
 * must agree to rounding.
 */
public enum UnaryFunction {
  /** y = −x; dy/dx = −1. */
  NEGATE(x -> -x, (x, y, dy) -> dy.negate()),
  /** y = |x|; dy/dx = sign x. */
  ABS(Math::abs, (x, y, dy) -> dy.multiply(x.sign())),
  /** y = sign x; constant almost everywhere. */
  SIGN(Math::signum, (x, y, dy) -> null),
  /** y = eˣ; dy/dx = y. */
  EXP(Math::exp, (x, y, dy) -> dy.multiply(y)),
  /** y = eˣ − 1; dy/dx = y + 1. */
  EXPM1(Math::expm1, (x, y, dy) -> dy.multiply(y.add(1))),
  /** y = ln x; dy/dx = 1/x. */
  LOG(Math::log, (x, y, dy) -> dy.divide(x)),
  /** y = ln(1+x); dy/dx = 1/(1+x). */
  LOG1P(Math::log1p, (x, y, dy) -> dy.divide(x.add(1))),
  /** y = √x; dy/dx = 1/(2y). */
  SQRT(Math::sqrt, (x, y, dy) -> dy.scale(0.5).divide(y)),
  /** y = x²; dy/dx = 2x. */
  SQUARE(x -> x * x, (x, y, dy) -> dy.scale(2).multiply(x)),
  /** y = 1/x; dy/dx = −y². */
  RECIPROCAL(x -> 1 / x, (x, y, dy) -> dy.multiply(y.square()).negate()),
  /** y = sin x; dy/dx = cos x. */
  SIN(Math::sin, (x, y, dy) -> dy.multiply(x.map(cos()))),
  /** y = cos x; dy/dx = −sin x. */
  COS(Math::cos, (x, y, dy) -> dy.multiply(x.map(SIN)).negate()),
  /** y = tanh x; dy/dx = 1 − y². */
  TANH(Math::tanh, (x, y, dy) -> dy.subtract(dy.multiply(y.square()))),
  /** y = σ(x) = 1/(1+e⁻ˣ); dy/dx = y(1 − y). */
  SIGMOID(UnaryFunction::sigmoid, (x, y, dy) -> dy.multiply(y.subtract(y.square()))),
  /** y = max(0, x); dy/dx = [x &gt; 0]. From y alone, so that x need not be kept. */
  RELU(
      x -> x > 0 || Double.isNaN(x) ? x : 0, (x, y, dy) -> y.greater(0).select(dy, dy.constant(0))),
  /** y = ln(1+eˣ), without overflow; dy/dx = σ(x). */
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      (x, y, dy) -> dy.multiply(x.sigmoid())),
  /** y = erf x, the error function; dy/dx = 2/√π · e^(−x²). */
  ERF(
      ErrorFunction::erf,
      (x, y, dy) -> dy.multiply(x.square().negate().exp()).scale(2 / Math.sqrt(Math.PI))),
  /** y = x·Φ(x), Φ the standard normal distribution; dy/dx = Φ(x) + x·φ(x). */
  GELU(UnaryFunction::gelu, (x, y, dy) -> dy.multiply(x.map(geluSlope()))),
  /** y = Φ(x) + x·φ(x), the slope of gelu; dy/dx = (2 − x²)·φ(x). */
  GELU_SLOPE(
      UnaryFunction::slopeOfGelu,
      (x, y, dy) -> {
        Value square = x.square();
        Value density = square.scale(-0.5).exp().scale(1 / Math.sqrt(2 * Math.PI));
        return dy.multiply(square.negate().add(2).multiply(density));
      }),
  /** Greatest whole number ≤ x; constant almost everywhere. */
  FLOOR(Math::floor, (x, y, dy) -> null);

  /** ∂C/∂x from x, y = f(x) and ∂C/∂y; null where nothing flows back. */
  interface Derivative {
    Value apply(Value x, Value y, Value dy);
  }

  private final DoubleUnaryOperator definition;
  private final Derivative derivative;

  UnaryFunction(DoubleUnaryOperator definition, Derivative derivative) {
    this.definition = definition;
    this.derivative = derivative;
  }

  /** f(x) in float64. */
  public double apply(double x) {
    return definition.applyAsDouble(x);
  }

  Derivative derivative() {
    return derivative;
  }

  private static UnaryFunction cos() {
    return COS; // A constant cannot name a later one directly.
  }

  private static UnaryFunction geluSlope() {
    return GELU_SLOPE;
  }

  /** Where Φ and φ are 0 below, and x·0 of an infinite x would be NaN. */
  private static final double NEGLIGIBLE = 40;

  private static double phi(double x) {
    return 0.5 * (1 + ErrorFunction.erf(x * Math.sqrt(0.5)));
  }

  private static double gelu(double x) {
    return Math.max(x, -NEGLIGIBLE) * phi(x);
  }

  private static double slopeOfGelu(double x) {
    double near = Math.max(-NEGLIGIBLE, Math.min(NEGLIGIBLE, x));
    return phi(x) + near * Math.exp(-0.5 * near * near) / Math.sqrt(2 * Math.PI);
  }

  private static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x); // For very negative x, e⁻ˣ would overflow.
    return e / (1 + e);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
