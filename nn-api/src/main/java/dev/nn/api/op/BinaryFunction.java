package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Value;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;

/**
 * Functions of two numbers, each with its derivatives. Here x and y are the operands, dz = ∂C/∂f(x,
 * y).
 */
public enum BinaryFunction {
  /** x + y; derivatives 1 and 1. */
  ADD(
      Double::sum,
      at -> {
        at.accumulate(0, at.gradient());
        at.accumulate(1, at.gradient());
      }),
  /** x − y; derivatives 1 and −1. */
  SUBTRACT(
      (x, y) -> x - y,
      at -> {
        at.accumulate(0, at.gradient());
        if (at.needs(1)) {
          at.accumulate(1, at.gradient().negate());
        }
      }),
  /** x · y; derivatives y and x. */
  MULTIPLY(
      (x, y) -> x * y,
      at -> {
        if (at.needs(0)) {
          at.accumulate(0, at.gradient().multiply(at.input(1)));
        }
        if (at.needs(1)) {
          at.accumulate(1, at.gradient().multiply(at.input(0)));
        }
      }),
  /** x / y; derivatives 1/y and −(x/y)/y. */
  DIVIDE(
      (x, y) -> x / y,
      at -> {
        Value dx = at.gradient().divide(at.input(1));
        at.accumulate(0, dx);
        if (at.needs(1)) {
          at.accumulate(1, dx.multiply(at.output()).negate());
        }
      }),
  /** xʸ; derivatives y·xʸ⁻¹ and xʸ·ln x. */
  POWER(
      Math::pow,
      at -> {
        Value x = at.input(0);
        Value y = at.input(1);
        if (at.needs(0)) {
          Value slope = y.multiply(x.power(y.add(-1)));
          at.accumulate(0, at.gradient().multiply(slope));
        }
        if (at.needs(1)) {
          at.accumulate(1, at.gradient().multiply(at.output()).multiply(x.log()));
        }
      }),
  /** The greater; the gradient goes to the greater operand, to x if equal. NaN wins. */
  MAXIMUM(Math::max, at -> route(at, Comparison.GREATER_EQUAL)),
  /** The smaller; the gradient goes to the smaller operand, to x if equal. NaN wins. */
  MINIMUM(Math::min, at -> route(at, Comparison.LESS_EQUAL));

  private final DoubleBinaryOperator definition;
  private final Consumer<Backward> backward;

  BinaryFunction(DoubleBinaryOperator definition, Consumer<Backward> backward) {
    this.definition = definition;
    this.backward = backward;
  }

  /** f(x, y) in float64. */
  public double apply(double x, double y) {
    return definition.applyAsDouble(x, y);
  }

  void backward(Backward at) {
    backward.accept(at);
  }

  /** Whether f(x, y) = f(y, x). */
  public boolean commutes() {
    return this == ADD || this == MULTIPLY || this == MAXIMUM || this == MINIMUM;
  }

  private static void route(Backward at, Comparison leftWins) {
    Value left = at.input(0).compare(leftWins, at.input(1));
    Value zero = at.gradient().constant(0);
    if (at.needs(0)) {
      at.accumulate(0, left.select(at.gradient(), zero));
    }
    if (at.needs(1)) {
      at.accumulate(1, left.select(zero, at.gradient()));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
