package dev.nn.explain;

import dev.nn.api.op.Reduction;
import dev.nn.explain.Term.Sign;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Terms as characters, for terminals. */
final class TermText extends TermWriter {
  /** Everything by its name. */
  static final TermText NAMES = new TermText(TermText::name);

  /** Nothing around these. */
  private static final Set<Sign> CLOSE = Set.of(Sign.TIMES, Sign.OVER);

  private final Function<Term, String> symbols;

  /**
   * @param symbols how what has a name is written: by its name, its shape or its number
   */
  TermText(Function<Term, String> symbols) {
    this.symbols = symbols;
  }

  String of(Term term) {
    return write(term);
  }

  private static String name(Term term) {
    return term instanceof Term.Entry entry
        ? entry.name().toString()
        : ((Term.Symbol) term).name().toString();
  }

  /** With four significant digits. */
  static String number(double value) {
    if (value == 0) {
      return "0"; // Whatever its sign.
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value).replace('-', '−');
    }
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+(?=$|e)", "$1")
        .replaceFirst("\\.(?=$|e)", "")
        .replace('-', '−');
  }

  @Override
  boolean isStacked() {
    return false;
  }

  @Override
  String symbol(Term.Symbol symbol) {
    return symbols.apply(symbol);
  }

  @Override
  String entry(Term.Entry entry) {
    return symbols.apply(entry);
  }

  @Override
  String numeral(double value) {
    return number(value);
  }

  /** A negative number between brackets needs none of its own. */
  @Override
  String argument(Term term, String written) {
    boolean bracketed = term instanceof Term.Entry && written.startsWith("(");
    return bracketed ? written.substring(1, written.length() - 1) : written;
  }

  @Override
  String apply(String function, List<String> arguments) {
    String written = String.join(", ", arguments);
    return function.equals("abs") ? "|" + written + "|" : function + "(" + written + ")";
  }

  @Override
  String infix(Sign sign, String left, String right) {
    String space = CLOSE.contains(sign) ? "" : " ";
    return left + space + sign.text() + space + right;
  }

  @Override
  String negative(String x) {
    return "−" + x;
  }

  @Override
  String product(String left, String right) {
    return left + " " + right;
  }

  @Override
  String transposed(String x) {
    return x + "ᵀ";
  }

  /** What has an upper index already, or is a fraction, is bracketed. */
  @Override
  String power(String base, Term exponent, String written) {
    boolean raised = base.matches("∂.*|[^(]*[⁰¹²³⁴-⁹^ᵀ√].*");
    return (raised ? bracketed(base) : base) + (isTwo(exponent) ? "²" : "^" + written);
  }

  @Override
  String root(String x) {
    return "√" + x;
  }

  @Override
  String fold(Term.Fold fold, String x) {
    String sign = fold.reduction() == Reduction.SUM ? "Σ" : fold.reduction().toString();
    String over = fold.over().isEmpty() ? "" : " over " + String.join(", ", fold.over());
    return sign + "(" + x + over + ")";
  }

  /** Such as {@code x[·, 1…256]}. */
  @Override
  String part(Term.Part part, String x) {
    return x + "[" + String.join(", ", part.axes("·", part.range("…"))) + "]";
  }

  @Override
  String lookup(String table, String index) {
    return table + "[" + index + "]";
  }

  @Override
  String indicator(String condition) {
    return "[" + condition + "]";
  }

  @Override
  String cases(String yes, String condition, String no) {
    return "(%s where %s, else %s)".formatted(yes, condition, no);
  }

  @Override
  String sum(List<String> terms) {
    return String.join(" + ", terms).replace(" + −", " − ");
  }

  @Override
  String bracketed(String text) {
    return "(" + text + ")";
  }

  @Override
  String ellipsis() {
    return "…";
  }
}
