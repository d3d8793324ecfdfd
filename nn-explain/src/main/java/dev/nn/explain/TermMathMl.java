package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formulas as MathML, which browsers typeset by themselves. Each symbol carries {@code data-ref},
 * the value it stands for.
 */
final class TermMathMl {
  private static final int LOWEST = 0;
  private static final int ADDED = 1;
  private static final int MULTIPLIED = 2;
  private static final int TIGHT = 3;

  /** Of more, some are left out: a recurrent layer joins the outputs of all its steps. */
  private static final int MOST_ARGUMENTS = 8;

  private static final String COMMA = "<mo separator=\"true\">,</mo>";

  private TermMathMl() {}

  /** {@code left = right} as a whole formula. */
  static String equation(Name left, Ref ref, Term right) {
    return math(symbol(left, Optional.of(ref)) + operator("=") + of(right, LOWEST));
  }

  /** A term as a whole formula. */
  static String formula(Term term) {
    return math(of(term, LOWEST));
  }

  /** A name as a whole formula. */
  static String formula(Name name) {
    return math(name(name));
  }

  private static String math(String content) {
    return "<math>" + content + "</math>";
  }

  private static String of(Term term, int around) {
    if (term instanceof Term.Symbol symbol) {
      return symbol(symbol.name(), symbol.ref());
    }
    if (term instanceof Term.Entry entry) {
      return symbol(entry.name(), Optional.of(entry.ref()));
    }
    if (term instanceof Term.Number number) {
      return number(number.value());
    }
    if (term instanceof Term.Apply apply) {
      return apply(apply);
    }
    if (term instanceof Term.Infix infix) {
      return infix(infix, around);
    }
    if (term instanceof Term.Negative negative) {
      return bracketed(operator("−") + of(negative.x(), MULTIPLIED), around > ADDED);
    }
    if (term instanceof Term.Product product) {
      String factors =
          factor(product.left(), product.transposeLeft())
              + "<mspace width=\".25em\"/>"
              + factor(product.right(), product.transposeRight());
      return bracketed(factors, around > MULTIPLIED);
    }
    if (term instanceof Term.Transposed transposed) {
      return factor(transposed.x(), true);
    }
    if (term instanceof Term.Power power) {
      return power(power);
    }
    if (term instanceof Term.Root root) {
      return "<msqrt>" + of(root.x(), LOWEST) + "</msqrt>";
    }
    if (term instanceof Term.Fold fold) {
      return fold(fold);
    }
    if (term instanceof Term.Part part) {
      return part(part);
    }
    if (term instanceof Term.Indicator indicator) {
      return row(operator("[") + of(indicator.condition(), LOWEST) + operator("]"));
    }
    if (term instanceof Term.Cases cases) {
      return cases(cases);
    }
    return bracketed(total((Term.Total) term), around > ADDED);
  }

  /** Names as in print: one letter in italics, words upright. */
  static String name(Name name) {
    String base = identifier(name.base());
    boolean raised = !name.layer().isEmpty();
    boolean lowered = !name.index().isEmpty();
    String layer = "<mn>" + escaped(name.layer()) + "</mn>";
    String index = "<mtext>" + escaped(name.index()) + "</mtext>";
    String written = base;
    if (raised && lowered) {
      written = "<msubsup>" + base + index + layer + "</msubsup>";
    } else if (raised) {
      written = "<msup>" + base + layer + "</msup>";
    } else if (lowered) {
      written = "<msub>" + base + index + "</msub>";
    }
    return name.derivative()
        ? "<mfrac><mrow><mo>∂</mo><mi>C</mi></mrow><mrow><mo>∂</mo>" + written + "</mrow></mfrac>"
        : written;
  }

  private static String identifier(String base) {
    String plain = base.replace("′", "");
    String tag = plain.codePointCount(0, plain.length()) > 2 ? "mtext" : "mi";
    String text = "<" + tag + ">" + escaped(plain) + "</" + tag + ">";
    return plain.equals(base)
        ? text
        : row(text + "<mo>" + "′".repeat(base.length() - plain.length()) + "</mo>");
  }

  private static String symbol(Name name, Optional<Ref> ref) {
    return ref.map(
            each -> "<mrow data-ref=\"" + GraphJson.key(each) + "\">" + name(name) + "</mrow>")
        .orElseGet(() -> name(name));
  }

  private static String number(double value) {
    String text = TermText.number(value);
    int exponent = text.indexOf('e');
    if (exponent < 0) {
      return "<mn>" + text + "</mn>";
    }
    String power = text.substring(exponent + 1).replaceFirst("^(−?)[+]?0+", "$1");
    return row(
        "<mn>%s</mn><mo>·</mo><msup><mn>10</mn><mn>%s</mn></msup>"
            .formatted(text.substring(0, exponent), power));
  }

  private static String apply(Term.Apply apply) {
    List<String> all = apply.arguments().stream().map(each -> of(each, LOWEST)).toList();
    List<String> shown =
        all.size() <= MOST_ARGUMENTS
            ? all
            : List.of(all.get(0), all.get(1), "<mi>…</mi>", all.get(all.size() - 1));
    String arguments = String.join(COMMA, shown);
    String function = apply.function();
    int index = function.endsWith("_y") ? function.length() - 2 : -1;
    String written =
        index < 0
            ? "<mi mathvariant=\"normal\">" + escaped(function.replace('_', ' ')) + "</mi>"
            : "<msub><mi>" + escaped(function.substring(0, index)) + "</mi><mi>y</mi></msub>";
    return row(written + row(operator("(") + arguments + operator(")")));
  }

  private static String infix(Term.Infix infix, int around) {
    if (infix.sign() == Sign.OVER) {
      return "<mfrac>"
          + row(of(infix.left(), LOWEST))
          + row(of(infix.right(), LOWEST))
          + "</mfrac>";
    }
    int own = infix.sign().precedence();
    boolean tight = infix.sign() == Sign.HADAMARD && infix.left() instanceof Term.Product;
    String left = of(infix.left(), tight ? TIGHT : own);
    String right = of(infix.right(), infix.sign() == Sign.MINUS ? own + 1 : own);
    return bracketed(left + operator(infix.sign().text()) + right, around > own);
  }

  private static String factor(Term term, boolean transposed) {
    String factor = of(term, TIGHT);
    return transposed
        ? "<msup>" + row(factor) + "<mi mathvariant=\"normal\">T</mi></msup>"
        : factor;
  }

  private static String power(Term.Power power) {
    boolean indexed =
        power.base() instanceof Term.Symbol symbol
            && (symbol.name().derivative() || !symbol.name().layer().isEmpty());
    String base = bracketed(of(power.base(), TIGHT), indexed);
    return "<msup>" + row(base) + row(of(power.exponent(), LOWEST)) + "</msup>";
  }

  private static String fold(Term.Fold fold) {
    String sign =
        fold.reduction() == Reduction.SUM
            ? "<mo>∑</mo>"
            : "<mi mathvariant=\"normal\">"
                + fold.reduction().toString().toLowerCase(Locale.ROOT)
                + "</mi>";
    String over = escaped(String.join(", ", fold.over()));
    String head =
        over.isEmpty() ? sign : "<munder>" + sign + "<mtext>" + over + "</mtext></munder>";
    return row(head + row(operator("(") + of(fold.x(), LOWEST) + operator(")")));
  }

  /** Such as {@code x[·, 1…256]}. */
  private static String part(Term.Part part) {
    List<String> axes = new ArrayList<>(Collections.nCopies(part.rank(), "<mo>·</mo>"));
    String range = part.from() == part.to() ? "" + part.from() : part.from() + "…" + part.to();
    axes.set(part.axis(), "<mn>" + range + "</mn>");
    return row(of(part.x(), TIGHT) + operator("[") + String.join(COMMA, axes) + operator("]"));
  }

  private static String cases(Term.Cases cases) {
    String rows =
        "<mtr><mtd>%s</mtd><mtd><mtext>where </mtext>%s</mtd></mtr><mtr><mtd>%s</mtd><mtd><mtext>else</mtext></mtd></mtr>"
            .formatted(
                of(cases.yes(), LOWEST), of(cases.condition(), LOWEST), of(cases.no(), LOWEST));
    return row(operator("{") + "<mtable columnalign=\"left\">" + rows + "</mtable>");
  }

  private static String total(Term.Total total) {
    List<String> parts = total.terms().stream().map(each -> of(each, ADDED)).toList();
    if (total.omitted() == 0) {
      return String.join(operator("+"), parts);
    }
    int last = parts.size() - 1;
    String shown = String.join(operator("+"), parts.subList(0, last));
    return shown + operator("+") + "<mi>…</mi>" + operator("+") + parts.get(last);
  }

  private static String operator(String sign) {
    return "<mo>" + escaped(sign) + "</mo>";
  }

  private static String row(String content) {
    return "<mrow>" + content + "</mrow>";
  }

  private static String bracketed(String text, boolean needed) {
    return needed ? row(operator("(") + text + operator(")")) : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
