package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.List;
import java.util.Optional;

/**
 * Formulas as MathML, which browsers typeset by themselves. Each symbol carries {@code data-ref},
 * the value it stands for.
 */
final class TermMathMl extends TermWriter {
  private static final TermMathMl INSTANCE = new TermMathMl();
  private static final String COMMA = "<mo separator=\"true\">,</mo>";
  private static final String TRANSPOSE = "<mi mathvariant=\"normal\">T</mi>";

  private TermMathMl() {}

  /** {@code left = right} as a whole formula. */
  static String equation(Name left, Ref ref, Term right) {
    return math(symbol(left, Optional.of(ref)) + operator("=") + INSTANCE.write(right));
  }

  /** A term as a whole formula. */
  static String formula(Term term) {
    return math(INSTANCE.write(term));
  }

  private static String math(String content) {
    return "<math>" + content + "</math>";
  }

  /** Names as in print: one letter in italics, words upright. */
  static String name(Name name) {
    String base = identifier(name.base());
    boolean raised = !name.layer().isEmpty();
    if (raised && name.isPower()) {
      base = row("<mo>(</mo>" + base + "<mo>)</mo>");
    }
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

  @Override
  boolean isStacked() {
    return true;
  }

  @Override
  String symbol(Term.Symbol symbol) {
    return symbol(symbol.name(), symbol.ref());
  }

  @Override
  String entry(Term.Entry entry) {
    return symbol(entry.name(), Optional.of(entry.ref()));
  }

  @Override
  String numeral(double value) {
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

  @Override
  String apply(String function, List<String> arguments) {
    if (function.equals("abs")) {
      return row(operator("|") + String.join(COMMA, arguments) + operator("|"));
    }
    int index = function.endsWith("_y") ? function.length() - 2 : -1;
    String written =
        index < 0
            ? "<mi mathvariant=\"normal\">" + escaped(function.replace('_', ' ')) + "</mi>"
            : "<msub><mi>" + escaped(function.substring(0, index)) + "</mi><mi>y</mi></msub>";
    return row(written + bracketed(String.join(COMMA, arguments)));
  }

  @Override
  String infix(Sign sign, String left, String right) {
    return sign == Sign.OVER
        ? "<mfrac>" + row(left) + row(right) + "</mfrac>"
        : left + sign(sign) + right;
  }

  private static String sign(Sign sign) {
    return sign == Sign.CONVOLUTION_TRANSPOSED
        ? raised(operator(Sign.CONVOLUTION.text()), TRANSPOSE)
        : operator(sign.text());
  }

  @Override
  String negative(String x) {
    return operator("−") + x;
  }

  @Override
  String product(String left, String right) {
    return left + "<mspace width=\".25em\"/>" + right;
  }

  @Override
  String transposed(String x) {
    return raised(row(x), TRANSPOSE);
  }

  /** What has an upper index already is bracketed. */
  @Override
  String power(String base, Term exponent, String written) {
    boolean raised = base.contains("<msup>") || base.contains("<msubsup>") || base.contains("∂");
    boolean bracketed = base.startsWith("<mrow><mo>(</mo>");
    return raised(row(raised && !bracketed ? bracketed(base) : base), row(written));
  }

  private static String raised(String base, String exponent) {
    return "<msup>" + base + exponent + "</msup>";
  }

  @Override
  String root(String x) {
    return "<msqrt>" + x + "</msqrt>";
  }

  @Override
  String fold(Term.Fold fold, String x) {
    String sign =
        fold.reduction() == Reduction.SUM
            ? "<mo>∑</mo>"
            : "<mi mathvariant=\"normal\">" + fold.reduction() + "</mi>";
    String over = escaped(String.join(", ", fold.over()));
    String head =
        over.isEmpty() ? sign : "<munder>" + sign + "<mtext>" + over + "</mtext></munder>";
    return row(head + bracketed(x));
  }

  /** Such as {@code x[·, 1…256]}. */
  @Override
  String part(Term.Part part, String x) {
    List<String> axes = part.axes("<mo>·</mo>", "<mn>" + part.range("…") + "</mn>");
    return row(x + squared(String.join(COMMA, axes)));
  }

  @Override
  String lookup(String table, String index) {
    return row(table + squared(index));
  }

  @Override
  String indicator(String condition) {
    return row(squared(condition));
  }

  /** In square brackets. */
  private static String squared(String content) {
    return operator("[") + content + operator("]");
  }

  @Override
  String cases(String yes, String condition, String no) {
    String rows =
        "<mtr><mtd>%s</mtd><mtd><mtext>where </mtext>%s</mtd></mtr><mtr><mtd>%s</mtd><mtd><mtext>else</mtext></mtd></mtr>"
            .formatted(yes, condition, no);
    return row(operator("{") + "<mtable columnalign=\"left\">" + rows + "</mtable>");
  }

  @Override
  String sum(List<String> terms) {
    return String.join(operator("+"), terms).replace(operator("+") + operator("−"), operator("−"));
  }

  @Override
  String bracketed(String content) {
    return row(operator("(") + content + operator(")"));
  }

  @Override
  String ellipsis() {
    return "<mi>…</mi>";
  }

  private static String operator(String sign) {
    return "<mo>" + escaped(sign) + "</mo>";
  }

  private static String row(String content) {
    return "<mrow>" + content + "</mrow>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
