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

/**
 * Formulas of what is computed element by element, in the form that textbooks have them in: y − y²
 * is written as y·(1 − y), and m + 0.1·(g − m) as 0.9·m + 0.1·g.
 *
 * @param single whether operands are single numbers throughout, so that no product is element-wise
 */
record ElementTerms(boolean single) {

  /**
   * An op on terms.
   *
   * @param scalars which operands are single numbers, or repeat one: as factors they come first
   */
  Term of(Elementwise op, List<Term> operands, List<Boolean> scalars) {
    Term x = operands.get(0);
    if (op instanceof Unary unary) {
      return unary(unary.function(), x);
    }
    if (op instanceof Cast
        && x instanceof Term.Infix condition
        && condition.sign().isComparison()) {
      return new Term.Indicator(x);
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
      case EXP -> exponential(x);
      case SIGMOID -> new Term.Apply("σ", List.of(x));
      case LOG -> logarithm(x);
      case GELU_SLOPE -> new Term.Apply("gelu′", List.of(x));
      default -> new Term.Apply(function.toString(), List.of(x));
    };
  }

  /** e^(c·ln p) is p^c. */
  private static Term exponential(Term x) {
    if (x instanceof Term.Infix product
        && product.sign() == Sign.TIMES
        && product.left() instanceof Term.Number factor) {
      boolean turned = product.right() instanceof Term.Negative;
      Term rest = turned ? ((Term.Negative) product.right()).x() : product.right();
      if (rest instanceof Term.Apply apply && apply.function().equals("ln")) {
        Term exponent = new Term.Number(turned ? -factor.value() : factor.value());
        return new Term.Power(apply.arguments().get(0), exponent);
      }
    }
    return new Term.Power(new Term.Symbol(Name.of("e"), Optional.empty()), x);
  }

  private Term binary(
      BinaryFunction function, Term x, Term y, boolean scalarLeft, boolean scalarRight) {
    return switch (function) {
      case ADD -> sum(x, y);
      case SUBTRACT -> difference(x, y, scalarLeft && scalarRight ? Sign.TIMES : times());
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

  /**
   * Without summands of 0, and with a minus sign for negative ones. x + c·(y − x) is (1 − c)·x +
   * c·y: a running mean.
   */
  private Term sum(Term x, Term y) {
    if (isZero(x) || isZero(y)) {
      return isZero(x) ? y : x;
    }
    if (y instanceof Term.Negative negative) {
      return new Term.Infix(Sign.MINUS, x, negative.x());
    }
    if (y instanceof Term.Number number && number.value() < 0) {
      return new Term.Infix(Sign.MINUS, x, new Term.Number(-number.value()));
    }
    Optional<Term> factored = factored(x, y);
    if (factored.isPresent()) {
      return factored.get();
    }
    if (y instanceof Term.Infix part
        && part.left() instanceof Term.Number share
        && part.right() instanceof Term.Infix way
        && way.sign() == Sign.MINUS
        && way.right().equals(x)) {
      return new Term.Infix(
          Sign.PLUS,
          product(new Term.Number(1 - share.value()), x, true, false),
          product(share, way.left(), true, false));
    }
    return x instanceof Term.Negative negative
        ? new Term.Infix(Sign.MINUS, y, negative.x())
        : new Term.Infix(Sign.PLUS, x, y);
  }

  /** c·y − c·x as c·(y − x). */
  private static Optional<Term> factored(Term x, Term y) {
    if (x instanceof Term.Infix left
        && y instanceof Term.Infix right
        && left.sign() == Sign.TIMES
        && right.sign() == Sign.TIMES
        && left.left() instanceof Term.Number a
        && right.left() instanceof Term.Number b
        && a.value() == -b.value()) {
      boolean turned = a.value() < 0;
      Term difference =
          new Term.Infix(
              Sign.MINUS,
              turned ? right.right() : left.right(),
              turned ? left.right() : right.right());
      return Optional.of(new Term.Infix(Sign.TIMES, turned ? b : a, difference));
    }
    return Optional.empty();
  }

  static boolean isZero(Term term) {
    return term instanceof Term.Number number && number.value() == 0;
  }

  /** x − x·w is x·(1 − w). */
  private Term difference(Term x, Term y, Sign times) {
    Term one = new Term.Number(1);
    if (y instanceof Term.Power square
        && TermWriter.isTwo(square.exponent())
        && square.base().equals(x)) {
      return new Term.Infix(times, x, new Term.Infix(Sign.MINUS, one, x));
    }
    if (y instanceof Term.Infix infix && infix.sign() == times && infix.left().equals(x)) {
      return new Term.Infix(times, x, new Term.Infix(Sign.MINUS, one, infix.right()));
    }
    return new Term.Infix(Sign.MINUS, x, y);
  }

  private Sign times() {
    return single ? Sign.TIMES : Sign.HADAMARD;
  }

  /** −(y·ln a + (1 − y)·ln(1 − a)): the cross-entropy of a question with two answers. */
  Term crossEntropy(Term y, Term a) {
    Term one = new Term.Number(1);
    Term yes = new Term.Infix(times(), y, logarithm(a));
    Term no =
        new Term.Infix(
            times(),
            new Term.Infix(Sign.MINUS, one, y),
            logarithm(new Term.Infix(Sign.MINUS, one, a)));
    return new Term.Negative(new Term.Infix(Sign.PLUS, yes, no));
  }

  static Term logarithm(Term x) {
    return new Term.Apply("ln", List.of(x));
  }

  /** Numbers come first, as on paper, and a factor of 1 is not written. */
  private Term product(Term x, Term y, boolean scalarLeft, boolean scalarRight) {
    if (x instanceof Term.Number a && y instanceof Term.Number b) {
      return new Term.Number(a.value() * b.value());
    }
    boolean numberLeft = x instanceof Term.Number;
    if (!numberLeft && (y instanceof Term.Number || scalarRight && !scalarLeft)) {
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
    return new Term.Infix(scalar ? Sign.TIMES : times(), x, y);
  }

  private Term select(Term condition, Term yes, Term no, boolean scalar) {
    if (isZero(no)) {
      Sign sign = scalar ? Sign.TIMES : times();
      return new Term.Infix(sign, yes, new Term.Indicator(condition));
    }
    return new Term.Cases(condition, yes, no);
  }
}
