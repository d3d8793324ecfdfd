package dev.nn.explain;

import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Terms as LaTeX, for mathematics mode with amsmath; also what Markdown viewers understand. */
final class TermLatex extends TermWriter {
  private static final TermLatex INSTANCE = new TermLatex();

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
          Map.entry("ḡ", "\\bar{g}"),
          Map.entry("c̃", "\\tilde{c}"),
          Map.entry("h̃", "\\tilde{h}"));

  private TermLatex() {}

  static String of(Term term) {
    return INSTANCE.write(term);
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
        (name.isPower() && !upper.isEmpty() ? "(" + letter(base) + ")" : letter(base))
            + (upper.isEmpty() ? "" : "^{" + upper + "}")
            + (name.index().isEmpty() ? "" : "_{" + index(name.index()) + "}");
    return name.derivative() ? "\\frac{\\partial C}{\\partial " + text + "}" : text;
  }

  private static String index(String index) {
    return Arrays.stream(index.split(",")).map(TermLatex::letter).collect(Collectors.joining(","));
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

  @Override
  boolean isStacked() {
    return true;
  }

  @Override
  String symbol(Term.Symbol symbol) {
    return name(symbol.name());
  }

  @Override
  String entry(Term.Entry entry) {
    return name(entry.name());
  }

  @Override
  String numeral(double value) {
    return number(value);
  }

  @Override
  String apply(String function, List<String> arguments) {
    String written = String.join(", ", arguments);
    return function.equals("abs")
        ? "\\left|" + written + "\\right|"
        : function(function) + bracketed(written);
  }

  @Override
  String infix(Sign sign, String left, String right) {
    return sign == Sign.OVER
        ? "\\frac{" + left + "}{" + right + "}"
        : left + " " + sign.latex() + " " + right;
  }

  @Override
  String negative(String x) {
    return "-" + x;
  }

  @Override
  String product(String left, String right) {
    return left + "\\," + right;
  }

  @Override
  String transposed(String x) {
    return raised(x, "\\mathsf{T}");
  }

  @Override
  String power(String base, Term exponent, String written) {
    return raised(base, written);
  }

  /** What has an upper index already is bracketed, or LaTeX would refuse a second one. */
  private static String raised(String base, String exponent) {
    boolean plain = base.matches("\\\\?[A-Za-z]+|[0-9.]+|\\\\left\\(.*\\\\right\\)");
    return (plain ? base : "\\left(" + base + "\\right)") + "^{" + exponent + "}";
  }

  @Override
  String root(String x) {
    return "\\sqrt{" + x + "}";
  }

  @Override
  String fold(Term.Fold fold, String x) {
    String over = fold.over().isEmpty() ? "" : "_{\\text{" + String.join(", ", fold.over()) + "}}";
    String sign =
        fold.reduction() == Reduction.SUM ? "\\sum" : "\\operatorname*{" + fold.reduction() + "}";
    return sign + over + bracketed(x);
  }

  @Override
  String part(Term.Part part, String x) {
    List<String> axes = part.axes("\\cdot", part.range("\\ldots "));
    return x + "\\left[" + String.join(", ", axes) + "\\right]";
  }

  @Override
  String lookup(String table, String index) {
    return table + "\\left[" + index + "\\right]";
  }

  @Override
  String indicator(String condition) {
    return "\\left[" + condition + "\\right]";
  }

  @Override
  String cases(String yes, String condition, String no) {
    return "\\begin{cases}%s & %s \\\\ %s & \\text{else}\\end{cases}".formatted(yes, condition, no);
  }

  @Override
  String sum(List<String> terms) {
    return String.join(" + ", terms).replace(" + -", " - ");
  }

  @Override
  String bracketed(String text) {
    return "\\left(" + text + "\\right)";
  }

  @Override
  String ellipsis() {
    return "\\cdots";
  }
}
