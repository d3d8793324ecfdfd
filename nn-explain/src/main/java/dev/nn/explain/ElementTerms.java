package dev.nn.explain;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.explain.Term.Sign;
import java.util.List;
import java.util.Optional;

/** Formulas of what is computed element by element: for whole arrays and for single numbers. */
final class ElementTerms {
  private ElementTerms() {}

  /**
   * An op on terms.
   *
   * @param scalars which operands are single numbers, so that multiplying by them is no
   *     element-wise product
   */
  static Term of(Elementwise op, List<Term> operands, List<Boolean> scalars) {
    Term x = operands.get(0);
    if (op instanceof Unary unary) {
      return unary(unary.function(), x);
    }
    if (op instanceof Cast || op instanceof BroadcastTo) {
      return x;
    }
    if (op instanceof Binary binary) {
      return binary(binary.function(), x, operands.get(1), scalars.get(0), scalars.get(1));
    }
    if (op instanceof Compare compare) {
      return new Term.Infix(Sign.valueOf(compare.comparison().name()), x, operands.get(1));
    }
    if (op instanceof Select) {
      return select(x, operands.get(1), operands.get(2), scalars.get(1));
    }
    return new Term.Apply(op.name(), operands);
  }

  private static Term unary(UnaryFunction function, Term x) {
    return switch (function) {
      case NEGATE -> negative(x);
      case SQRT -> new Term.Root(x);
      case SQUARE -> new Term.Power(x, new Term.Number(2));
      case RECIPROCAL -> new Term.Infix(Sign.OVER, new Term.Number(1), x);
      case EXP -> new Term.Power(new Term.Symbol(Name.of("e"), Optional.empty()), x);
      case SIGMOID -> new Term.Apply("σ", List.of(x));
      case LOG -> new Term.Apply("ln", List.of(x));
      case GELU_SLOPE -> new Term.Apply("gelu′", List.of(x));
      default -> new Term.Apply(function.toString(), List.of(x));
    };
  }

  private static Term binary(
      BinaryFunction function, Term x, Term y, boolean scalarLeft, boolean scalarRight) {
    return switch (function) {
      case ADD -> sum(x, y);
      case SUBTRACT -> new Term.Infix(Sign.MINUS, x, y);
      case MULTIPLY -> product(x, y, scalarLeft, scalarRight);
      case DIVIDE -> new Term.Infix(Sign.OVER, x, y);
      case POWER -> new Term.Power(x, y);
      case MAXIMUM -> new Term.Apply("max", List.of(x, y));
      case MINIMUM -> new Term.Apply("min", List.of(x, y));
    };
  }

  private static Term negative(Term x) {
    return x instanceof Term.Number number
        ? new Term.Number(-number.value())
        : new Term.Negative(x);
  }

  /** Without summands of 0, and with a minus sign for negative ones. */
  private static Term sum(Term x, Term y) {
    if (isZero(x) || isZero(y)) {
      return isZero(x) ? y : x;
    }
    if (y instanceof Term.Negative negative) {
      return new Term.Infix(Sign.MINUS, x, negative.x());
    }
    return x instanceof Term.Negative negative
        ? new Term.Infix(Sign.MINUS, y, negative.x())
        : new Term.Infix(Sign.PLUS, x, y);
  }

  static boolean isZero(Term term) {
    return term instanceof Term.Number number && number.value() == 0;
  }

  /** Numbers come first, as on paper, and a factor of 1 is not written. */
  private static Term product(Term x, Term y, boolean scalarLeft, boolean scalarRight) {
    if (x instanceof Term.Number a && y instanceof Term.Number b) {
      return new Term.Number(a.value() * b.value());
    }
    boolean numberRight = y instanceof Term.Number && !(x instanceof Term.Number);
    if (numberRight || scalarRight && !scalarLeft) {
      return product(y, x, scalarRight, scalarLeft);
    }
    if (x instanceof Term.Number number && number.value() == 1) {
      return y;
    }
    if (x instanceof Term.Number number && number.value() == -1) {
      return negative(y);
    }
    if (isZero(x)) {
      return x;
    }
    boolean scalar = scalarLeft || scalarRight || x instanceof Term.Number;
    return new Term.Infix(scalar ? Sign.TIMES : Sign.HADAMARD, x, y);
  }

  private static Term select(Term condition, Term yes, Term no, boolean scalar) {
    if (isZero(no)) {
      Sign sign = scalar ? Sign.TIMES : Sign.HADAMARD;
      return new Term.Infix(sign, yes, new Term.Indicator(condition));
    }
    return new Term.Cases(condition, yes, no);
  }
}
