package dev.nn.explain;

import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Terms as LaTeX, for mathematics mode with amsmath; also what Markdown viewers understand. */
final class TermLatex {
  private static final int LOWEST = 0;
  private static final int ADDED = 1;
  private static final int MULTIPLIED = 2;
  private static final int TIGHT = 3;

  /** Of more arguments, the first two and the last are written. */
  private static final int MOST_ARGUMENTS = 8;

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("θ", "\\theta"),
          Map.entry("δ", "\\delta"),
          Map.entry("η", "\\eta"),
          Map.entry("α", "\\alpha"),
          Map.entry("β", "\\beta"),
          Map.entry("γ", "\\gamma"),
          Map.entry("μ", "\\mu"),
          Map.entry("μ̄", "\\bar{\\mu}"),
          Map.entry("σ", "\\sigma"),
          Map.entry("σ²", "{\\sigma^2}"),
          Map.entry("σ̄²", "{\\bar{\\sigma}^2}"),
          Map.entry("v̂", "\\hat{v}"),
          Map.entry("c̃", "\\tilde{c}"),
          Map.entry("h̃", "\\tilde{h}"));

  private TermLatex() {}

  static String of(Term term) {
    return of(term, LOWEST);
  }

  /** A name, such as {@code \frac{\partial C}{\partial \theta^{2}_{1}}}. */
  static String name(Name name) {
    String base = name.base();
    boolean next = base.endsWith("′");
    if (next) {
      base = base.substring(0, base.length() - 1);
    }
    String upper =
        (next ? "\\prime" : "") + (next && !name.layer().isEmpty() ? "\\," : "") + name.layer();
    String text =
        letter(base)
            + (upper.isEmpty() ? "" : "^{" + upper + "}")
            + (name.index().isEmpty() ? "" : "_{" + word(name.index()) + "}");
    return name.derivative() ? "\\frac{\\partial C}{\\partial " + text + "}" : text;
  }

  private static String letter(String base) {
    String known = LETTERS.get(base);
    return known != null ? known : word(base);
  }

  /** Words upright, single letters and numbers as they are. */
  private static String word(String text) {
    boolean plain = text.length() == 1 || text.matches("[0-9,]+");
    return plain ? text : "\\mathrm{" + text.replace("_", "\\_").replace(" ", "\\ ") + "}";
  }

  private static String of(Term term, int around) {
    if (term instanceof Term.Symbol symbol) {
      return name(symbol.name());
    }
    if (term instanceof Term.Entry entry) {
      return name(entry.name());
    }
    if (term instanceof Term.Number number) {
      return number(number.value());
    }
    if (term instanceof Term.Apply apply) {
      return function(apply.function()) + "\\left(" + arguments(apply.arguments()) + "\\right)";
    }
    if (term instanceof Term.Infix infix) {
      return infix(infix, around);
    }
    if (term instanceof Term.Negative negative) {
      return bracketed("-" + of(negative.x(), MULTIPLIED), around > ADDED);
    }
    if (term instanceof Term.Product product) {
      return bracketed(
          factor(product.left(), product.transposeLeft())
              + "\\,"
              + factor(product.right(), product.transposeRight()),
          around > MULTIPLIED);
    }
    if (term instanceof Term.Transposed transposed) {
      return factor(transposed.x(), true);
    }
    if (term instanceof Term.Power power) {
      return raised(power.base(), of(power.exponent()));
    }
    if (term instanceof Term.Root root) {
      return "\\sqrt{" + of(root.x()) + "}";
    }
    if (term instanceof Term.Fold fold) {
      return fold(fold);
    }
    if (term instanceof Term.Part part) {
      return part(part);
    }
    if (term instanceof Term.Indicator indicator) {
      return "\\left[" + of(indicator.condition()) + "\\right]";
    }
    if (term instanceof Term.Cases cases) {
      return "\\begin{cases}%s & %s \\\\ %s & \\text{else}\\end{cases}"
          .formatted(of(cases.yes()), of(cases.condition()), of(cases.no()));
    }
    Term.Total total = (Term.Total) term;
    return bracketed(total(total), around > ADDED);
  }

  static String number(double value) {
    String text = TermText.number(value).replace('−', '-');
    int exponent = text.indexOf('e');
    if (exponent < 0) {
      return text.equals("NaN") ? "\\mathrm{NaN}" : text.replace("Infinity", "\\infty");
    }
    int power = Integer.parseInt(text.substring(exponent + 1).replace("+", ""));
    return String.format(Locale.ROOT, "%s\\cdot 10^{%d}", text.substring(0, exponent), power);
  }

  private static String function(String name) {
    return switch (name) {
      case "ln", "tanh", "max", "min", "sin", "cos" -> "\\" + name;
      case "σ" -> "\\sigma";
      default -> {
        boolean slope = name.endsWith("′");
        String plain = slope ? name.substring(0, name.length() - 1) : name;
        yield word(plain) + (slope ? "'" : "");
      }
    };
  }

  private static String arguments(List<Term> arguments) {
    if (arguments.size() <= MOST_ARGUMENTS) {
      return arguments.stream().map(TermLatex::of).collect(Collectors.joining(", "));
    }
    return of(arguments.get(0))
        + ", "
        + of(arguments.get(1))
        + ", \\ldots, "
        + of(arguments.get(arguments.size() - 1));
  }

  private static String infix(Term.Infix infix, int around) {
    if (infix.sign() == Sign.OVER) {
      return "\\frac{" + of(infix.left()) + "}{" + of(infix.right()) + "}";
    }
    int own = infix.sign().precedence();
    boolean matrix = infix.sign() == Sign.HADAMARD && infix.left() instanceof Term.Product;
    String left = of(infix.left(), matrix ? TIGHT : own);
    String right = of(infix.right(), infix.sign() == Sign.MINUS ? own + 1 : own);
    return bracketed(left + " " + infix.sign().latex() + " " + right, around > own);
  }

  private static String factor(Term term, boolean transposed) {
    return transposed ? raised(term, "\\mathsf{T}") : of(term, TIGHT);
  }

  /** What has an upper index already is bracketed, or LaTeX would refuse a second one. */
  private static String raised(Term base, String exponent) {
    String text = of(base, TIGHT);
    boolean plain = text.matches("\\\\?[A-Za-z]+|\\\\left\\(.*\\\\right\\)");
    return (plain ? text : "\\left(" + text + "\\right)") + "^{" + exponent + "}";
  }

  private static String fold(Term.Fold fold) {
    String over = fold.over().isEmpty() ? "" : "_{\\text{" + String.join(", ", fold.over()) + "}}";
    String sign =
        fold.reduction() == Reduction.SUM ? "\\sum" : "\\operatorname*{" + fold.reduction() + "}";
    return sign + over + "\\left(" + of(fold.x()) + "\\right)";
  }

  private static String part(Term.Part part) {
    List<String> axes = new ArrayList<>(Collections.nCopies(part.rank(), "\\cdot"));
    String range =
        part.from() == part.to() ? "" + part.from() : part.from() + "\\ldots " + part.to();
    axes.set(part.axis(), range);
    return of(part.x(), TIGHT) + "\\left[" + String.join(", ", axes) + "\\right]";
  }

  private static String total(Term.Total total) {
    List<String> parts = total.terms().stream().map(each -> of(each, ADDED)).toList();
    if (total.omitted() == 0) {
      return String.join(" + ", parts);
    }
    int last = parts.size() - 1;
    return String.join(" + ", parts.subList(0, last)) + " + \\cdots + " + parts.get(last);
  }

  private static String bracketed(String text, boolean needed) {
    return needed ? "\\left(" + text + "\\right)" : text;
  }
}
