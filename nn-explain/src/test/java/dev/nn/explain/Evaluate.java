package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Terms of single numbers as numbers. */
record Evaluate(Map<Ref, Tensor> values) {
  static double of(Term term, Map<Ref, Tensor> values) {
    return new Evaluate(values).value(term);
  }

  private double value(Term term) {
    if (term instanceof Term.Entry entry) {
      return values.get(entry.ref()).get(entry.index());
    }
    if (term instanceof Term.Number number) {
      return number.value();
    }
    if (term instanceof Term.Symbol symbol && symbol.name().equals(Name.of("e"))) {
      return Math.E;
    }
    if (term instanceof Term.Negative negative) {
      return -value(negative.x());
    }
    if (term instanceof Term.Root root) {
      return Math.sqrt(value(root.x()));
    }
    if (term instanceof Term.Total total) {
      return total.terms().stream().mapToDouble(this::value).sum();
    }
    if (term instanceof Term.Power power) {
      return Math.pow(value(power.base()), value(power.exponent()));
    }
    if (term instanceof Term.Apply apply) {
      return function(apply.function(), apply.arguments().stream().map(this::value).toList());
    }
    if (term instanceof Term.Indicator indicator) {
      return value(indicator.condition());
    }
    if (term instanceof Term.Cases cases) {
      return value(value(cases.condition()) != 0 ? cases.yes() : cases.no());
    }
    if (term instanceof Term.Infix infix) {
      return infix(infix.sign(), value(infix.left()), value(infix.right()));
    }
    throw new AssertionError(term);
  }

  private static double function(String name, List<Double> x) {
    return switch (name) {
      case "max" -> x.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      case "min" -> x.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      case "ln" -> Math.log(x.get(0));
      case "σ" -> UnaryFunction.SIGMOID.apply(x.get(0));
      case "gelu′" -> UnaryFunction.GELU_SLOPE.apply(x.get(0));
      default -> UnaryFunction.valueOf(name.toUpperCase(Locale.ROOT)).apply(x.get(0));
    };
  }

  private static double infix(Term.Sign sign, double x, double y) {
    return switch (sign) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case TIMES, HADAMARD -> x * y;
      case OVER -> x / y;
      case EQUAL -> x == y ? 1 : 0;
      case NOT_EQUAL -> x != y ? 1 : 0;
      case LESS -> x < y ? 1 : 0;
      case LESS_EQUAL -> x <= y ? 1 : 0;
      case GREATER -> x > y ? 1 : 0;
      case GREATER_EQUAL -> x >= y ? 1 : 0;
      default -> throw new AssertionError(sign);
    };
  }
}
