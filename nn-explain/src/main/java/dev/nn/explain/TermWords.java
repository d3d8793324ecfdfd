package dev.nn.explain;

import dev.nn.explain.Term.Sign;
import java.util.List;
import java.util.Map;

/** Formulas as one would read them aloud: for screen readers. */
final class TermWords extends TermWriter {
  private static final TermWords INSTANCE = new TermWords();

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
    return of(name) + " equals " + INSTANCE.write(term);
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

  @Override
  boolean isStacked() {
    return false;
  }

  @Override
  String symbol(Term.Symbol symbol) {
    return of(symbol.name());
  }

  @Override
  String entry(Term.Entry entry) {
    return of(entry.name());
  }

  @Override
  String numeral(double value) {
    return TermText.number(value).replace("−", "minus ");
  }

  @Override
  String apply(String function, List<String> arguments) {
    String text = word(function).replace('_', ' ');
    return arguments.isEmpty() ? text : text + " of " + String.join(" and ", arguments);
  }

  @Override
  String infix(Sign sign, String left, String right) {
    return left + " " + sign(sign) + " " + right;
  }

  @Override
  String negative(String x) {
    return "minus " + x;
  }

  @Override
  String product(String left, String right) {
    return left + " times " + right;
  }

  @Override
  String transposed(String x) {
    return x + " transposed";
  }

  @Override
  String power(String base, Term exponent, String written) {
    return base + (isTwo(exponent) ? " squared" : " to the power of " + written);
  }

  @Override
  String root(String x) {
    return "the square root of " + x;
  }

  @Override
  String fold(Term.Fold fold, String x) {
    String over = fold.over().isEmpty() ? "" : " over " + String.join(" and ", fold.over());
    return "the " + fold.reduction() + " of " + x + over;
  }

  @Override
  String part(Term.Part part, String x) {
    return part.from() == part.to()
        ? "entry " + part.from() + " of " + x
        : "entries " + part.from() + " to " + part.to() + " of " + x;
  }

  @Override
  String lookup(String table, String index) {
    return "the rows of " + table + " with the numbers " + index;
  }

  @Override
  String indicator(String condition) {
    return "1 where " + condition + " and 0 elsewhere";
  }

  @Override
  String cases(String yes, String condition, String no) {
    return yes + " where " + condition + ", else " + no;
  }

  @Override
  String sum(List<String> terms) {
    return String.join(" plus ", terms);
  }

  /** Spoken only where there is something to hold together. */
  @Override
  String bracketed(String text) {
    return text.contains(" ") ? "open bracket " + text + " close bracket" : text;
  }

  @Override
  String ellipsis() {
    return "and so on";
  }

  private static String word(String base) {
    return LETTERS.getOrDefault(base, base.replace('_', ' '));
  }

  private static String sign(Sign sign) {
    return switch (sign) {
      case PLUS -> "plus";
      case MINUS -> "minus";
      case TIMES -> "times";
      case HADAMARD -> "times, element by element,";
      case OVER -> "divided by";
      case CONVOLUTION -> "convolved with";
      case CONVOLUTION_TRANSPOSED -> "convolved, in reverse, with";
      case EQUAL -> "is";
      case NOT_EQUAL -> "is not";
      case LESS -> "is less than";
      case LESS_EQUAL -> "is at most";
      case GREATER -> "is greater than";
      case GREATER_EQUAL -> "is at least";
    };
  }
}
