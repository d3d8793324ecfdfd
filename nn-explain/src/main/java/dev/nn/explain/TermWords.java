package dev.nn.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formulas as one would read them aloud: for screen readers. */
final class TermWords {
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("θ", "theta"),
          Map.entry("δ", "delta"),
          Map.entry("η", "eta"),
          Map.entry("α", "alpha"),
          Map.entry("β", "beta"),
          Map.entry("γ", "gamma"),
          Map.entry("μ̄", "the running mean"),
          Map.entry("σ̄²", "the running variance"),
          Map.entry("σ", "sigmoid"),
          Map.entry("ln", "the logarithm"),
          Map.entry("C", "the cost C"));

  private TermWords() {}

  /** Such as "delta of layer 2 equals a of layer 2 minus one hot of y". */
  static String equation(Name name, Term term) {
    return of(name) + " equals " + of(term);
  }

  /** Such as "theta of layer 2", "the gradient of the cost by theta of layer 2". */
  static String of(Name name) {
    String plain = name.base().replace("′", "");
    String text = word(plain);
    if (!plain.equals(name.base())) {
      text = "the next " + text;
    }
    if (!name.index().isEmpty()) {
      text += " " + name.index().replace(",", " ");
    }
    if (!name.layer().isEmpty()) {
      text += name.layer().equals("0") ? " of the input" : " of layer " + name.layer();
    }
    return name.derivative() ? "the gradient of the cost by " + text : text;
  }

  private static String of(Term term) {
    if (term instanceof Term.Symbol symbol) {
      return of(symbol.name());
    }
    if (term instanceof Term.Entry entry) {
      return of(entry.name());
    }
    if (term instanceof Term.Number number) {
      return TermText.number(number.value()).replace("−", "minus ");
    }
    if (term instanceof Term.Apply apply) {
      return apply(apply);
    }
    if (term instanceof Term.Infix infix) {
      return of(infix.left()) + " " + sign(infix.sign()) + " " + of(infix.right());
    }
    if (term instanceof Term.Negative negative) {
      return "minus " + of(negative.x());
    }
    if (term instanceof Term.Product product) {
      return transposed(product.left(), product.transposeLeft())
          + " times "
          + transposed(product.right(), product.transposeRight());
    }
    if (term instanceof Term.Transposed transposed) {
      return transposed(transposed.x(), true);
    }
    if (term instanceof Term.Power power) {
      return power(power);
    }
    if (term instanceof Term.Root root) {
      return "the square root of " + of(root.x());
    }
    if (term instanceof Term.Fold fold) {
      return "the "
          + fold.reduction()
          + " of "
          + of(fold.x())
          + (fold.over().isEmpty() ? "" : " over " + String.join(" and ", fold.over()));
    }
    if (term instanceof Term.Part part) {
      return of(part.x()) + " from entry " + part.from() + " to " + part.to();
    }
    if (term instanceof Term.Indicator indicator) {
      return "1 where " + of(indicator.condition()) + " and 0 elsewhere";
    }
    if (term instanceof Term.Cases cases) {
      return of(cases.yes()) + " where " + of(cases.condition()) + ", else " + of(cases.no());
    }
    Term.Total total = (Term.Total) term;
    String join = total.omitted() == 0 ? " plus " : " plus and so on plus ";
    return total.terms().stream().map(TermWords::of).collect(Collectors.joining(join));
  }

  private static String apply(Term.Apply apply) {
    List<String> arguments = apply.arguments().stream().map(TermWords::of).toList();
    String function = word(apply.function()).replace('_', ' ');
    return arguments.isEmpty() ? function : function + " of " + String.join(" and ", arguments);
  }

  private static String power(Term.Power power) {
    if (power.base() instanceof Term.Symbol symbol && symbol.name().equals(Name.of("e"))) {
      return "e to the power of " + of(power.exponent());
    }
    return power.exponent() instanceof Term.Number number && number.value() == 2
        ? of(power.base()) + " squared"
        : of(power.base()) + " to the power of " + of(power.exponent());
  }

  private static String transposed(Term term, boolean transposed) {
    return of(term) + (transposed ? " transposed" : "");
  }

  private static String word(String base) {
    return LETTERS.getOrDefault(base, base.replace('_', ' '));
  }

  private static String sign(Term.Sign sign) {
    return switch (sign) {
      case PLUS -> "plus";
      case MINUS -> "minus";
      case TIMES -> "times";
      case HADAMARD -> "times, element by element,";
      case OVER -> "divided by";
      case EQUAL -> "is";
      case NOT_EQUAL -> "is not";
      case LESS -> "is less than";
      case LESS_EQUAL -> "is at most";
      case GREATER -> "is greater than";
      case GREATER_EQUAL -> "is at least";
    };
  }
}
