package dev.nn.explain;

import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Terms as characters, for terminals.
 *
 * @param symbols how what has a name is written: by its name, its shape or its number
 */
record TermText(Function<Term, String> symbols) {
  /** Everything by its name. */
  static final TermText NAMES = new TermText(TermText::name);

  private static final int LOWEST = 0;
  private static final int ADDED = 1;
  private static final int MULTIPLIED = 2;
  private static final int TIGHT = 3;

  /** Of more, some are left out: a recurrent layer joins the outputs of all its steps. */
  private static final int MOST_ARGUMENTS = 8;

  String of(Term term) {
    return of(term, LOWEST);
  }

  /** With brackets if what is around binds more tightly. */
  private String of(Term term, int around) {
    if (term instanceof Term.Symbol || term instanceof Term.Entry) {
      return symbols.apply(term);
    }
    if (term instanceof Term.Number number) {
      return number(number.value());
    }
    if (term instanceof Term.Apply apply) {
      return apply.function() + "(" + arguments(apply.arguments()) + ")";
    }
    if (term instanceof Term.Infix infix) {
      return infix(infix, around);
    }
    if (term instanceof Term.Negative negative) {
      return bracketed("−" + of(negative.x(), MULTIPLIED), around > ADDED);
    }
    if (term instanceof Term.Product product) {
      String text =
          factor(product.left(), product.transposeLeft())
              + " "
              + factor(product.right(), product.transposeRight());
      return bracketed(text, around > MULTIPLIED);
    }
    if (term instanceof Term.Transposed transposed) {
      return of(transposed.x(), TIGHT) + "ᵀ";
    }
    if (term instanceof Term.Power power) {
      return power(power);
    }
    if (term instanceof Term.Root root) {
      return "√" + of(root.x(), TIGHT);
    }
    if (term instanceof Term.Fold fold) {
      return fold(fold);
    }
    if (term instanceof Term.Part part) {
      return part(part);
    }
    if (term instanceof Term.Indicator indicator) {
      return "[" + of(indicator.condition()) + "]";
    }
    if (term instanceof Term.Cases cases) {
      return "(%s where %s, else %s)"
          .formatted(of(cases.yes()), of(cases.condition()), of(cases.no()));
    }
    Term.Total total = (Term.Total) term;
    return bracketed(total(total), around > ADDED);
  }

  /** Of many, the first and the last. */
  private String arguments(List<Term> arguments) {
    if (arguments.size() <= MOST_ARGUMENTS) {
      return arguments.stream().map(this::argument).collect(Collectors.joining(", "));
    }
    return "%s, %s, …, %s"
        .formatted(
            of(arguments.get(0)), of(arguments.get(1)), of(arguments.get(arguments.size() - 1)));
  }

  /** A negative number between brackets needs none of its own. */
  private String argument(Term term) {
    String text = of(term);
    boolean bracketed = term instanceof Term.Entry && text.startsWith("(");
    return bracketed ? text.substring(1, text.length() - 1) : text;
  }

  private static String name(Term term) {
    return term instanceof Term.Entry entry
        ? entry.name().toString()
        : ((Term.Symbol) term).name().toString();
  }

  /** With four significant digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value).replace('-', '−');
    }
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+(?=$|e)", "$1")
        .replaceFirst("\\.(?=$|e)", "")
        .replace('-', '−');
  }

  private String infix(Term.Infix infix, int around) {
    int own = infix.sign().precedence();
    boolean strict = infix.sign() == Sign.MINUS || infix.sign() == Sign.OVER;
    String right = of(infix.right(), strict ? own + 1 : own);
    // A product inside a division or an element-wise product is bracketed, to be read at once.
    String left =
        infix.sign() == Sign.HADAMARD && infix.left() instanceof Term.Product
            ? of(infix.left(), TIGHT)
            : of(infix.left(), own);
    String space = infix.sign() == Sign.TIMES || infix.sign() == Sign.OVER ? "" : " ";
    return bracketed(left + space + infix.sign().text() + space + right, around > own);
  }

  private String factor(Term term, boolean transposed) {
    return of(term, TIGHT) + (transposed ? "ᵀ" : "");
  }

  private String power(Term.Power power) {
    boolean indexed =
        power.base() instanceof Term.Symbol symbol
            && (symbol.name().derivative() || !symbol.name().layer().isEmpty());
    String base = bracketed(of(power.base(), TIGHT), indexed);
    if (power.exponent() instanceof Term.Number two && two.value() == 2) {
      return base + "²";
    }
    return base + "^" + of(power.exponent(), TIGHT);
  }

  private String fold(Term.Fold fold) {
    String sign = fold.reduction() == Reduction.SUM ? "Σ" : fold.reduction().toString();
    String over = fold.over().isEmpty() ? "" : " over " + String.join(", ", fold.over());
    return sign + "(" + of(fold.x()) + over + ")";
  }

  /** Such as {@code x[·, 1…256]}. */
  private String part(Term.Part part) {
    List<String> axes = new ArrayList<>(Collections.nCopies(part.rank(), "·"));
    axes.set(
        part.axis(), part.from() == part.to() ? "" + part.from() : part.from() + "…" + part.to());
    return of(part.x(), TIGHT) + "[" + String.join(", ", axes) + "]";
  }

  private String total(Term.Total total) {
    List<String> parts = total.terms().stream().map(each -> of(each, ADDED)).toList();
    if (total.omitted() == 0) {
      return String.join(" + ", parts);
    }
    int last = parts.size() - 1;
    return String.join(" + ", parts.subList(0, last)) + " + … + " + parts.get(last);
  }

  private static String bracketed(String text, boolean needed) {
    return needed ? "(" + text + ")" : text;
  }
}
