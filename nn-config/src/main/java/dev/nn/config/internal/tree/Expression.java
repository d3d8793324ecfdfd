package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What stands between <code>${</code> and <code>}</code>: a reference, or arithmetic.
 *
 * <pre>
 * sum     = product (("+" | "-") product)*
 * product = factor (("*" | "/") factor)*
 * factor  = "-" factor | "(" sum ")" | number | reference
 * </pre>
 *
 * Whole numbers stay whole; a division that leaves a remainder gives a fraction.
 */
final class Expression {
  private final String text;
  private final Origin origin;

  /** The text itself, without what it stands between. */
  private final Origin inner;

  /** What the references stand for, told with the result. */
  private final Map<String, ConfigNode> used = new LinkedHashMap<>();

  private final BiFunction<String, Origin, ConfigNode> references;
  private final Depth depth;
  private int at;

  /** How deep the calls are, in this expression and in those that wait for its value. */
  static final class Depth {
    private int open;
  }

  Expression(
      String text, Origin origin, Depth depth, BiFunction<String, Origin, ConfigNode> references) {
    this.text = text;
    this.origin = origin;
    this.inner = origin.of(text);
    this.depth = depth;
    this.references = references;
  }

  ConfigNode evaluate() {
    if (text.isEmpty()) {
      throw fault(Code.WRONG_EXPRESSION, "there is nothing between '${' and '}'");
    }
    ConfigNode value = sum();
    if (at < text.length()) {
      throw unexpected();
    }
    return value;
  }

  private ConfigNode sum() {
    ConfigNode value = product();
    while (peek() == '+' || peek() == '-') {
      value = combine(value, next(), product());
    }
    return value;
  }

  private ConfigNode product() {
    ConfigNode value = factor();
    while (peek() == '*' || peek() == '/') {
      value = combine(value, next(), factor());
    }
    return value;
  }

  private ConfigNode factor() {
    if (++depth.open > Limits.OPEN) {
      depth.open--;
      throw fault(Code.TOO_LARGE, "this expression is nested too deeply");
    }
    try {
      if (peek() == '-') {
        next();
        return combine(scalar("0"), '-', factor());
      }
      if (peek() == '(') {
        next();
        ConfigNode value = sum();
        if (peek() != ')') {
          throw fault(Code.WRONG_EXPRESSION, "a ')' is missing in this expression");
        }
        next();
        return value;
      }
      return operand();
    } finally {
      depth.open--;
    }
  }

  private ConfigNode operand() {
    peek();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
      boolean exponent =
          Character.isDigit(text.charAt(start))
              && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
      if (exponent && at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw at < text.length()
          ? unexpected()
          : new ConfigException(
              Problem.at(
                  Code.WRONG_EXPRESSION,
                  place(text.length(), text.length() + 1),
                  "this expression ends too early"));
    }
    ConfigNode.Scalar number = scalar(word);
    if (number.number().isPresent()) {
      return number;
    }
    ConfigNode value = references.apply(word, place(start, at));
    used.put(word, value);
    return value;
  }

  private ConfigNode combine(ConfigNode left, char operator, ConfigNode right) {
    double a = number(left);
    double b = number(right);
    if (operator == '/' && b == 0) {
      throw told(Code.WRONG_ARITHMETIC, "this divides by zero");
    }
    ConfigNode.Scalar x = (ConfigNode.Scalar) left;
    ConfigNode.Scalar y = (ConfigNode.Scalar) right;
    boolean whole = isWhole(x) && isWhole(y);
    if (whole && (operator != '/' || x.whole().get() % y.whole().get() == 0)) {
      return computed(Long.toString(exact(x.whole().get(), operator, y.whole().get())));
    }
    double result =
        switch (operator) {
          case '+' -> a + b;
          case '-' -> a - b;
          case '*' -> a * b;
          default -> a / b;
        };
    if (!Double.isFinite(result)) {
      throw fault(Code.WRONG_ARITHMETIC, "the result of this expression is not a finite number");
    }
    return computed(Double.toString(result));
  }

  private long exact(long a, char operator, long b) {
    try {
      return switch (operator) {
        case '+' -> Math.addExact(a, b);
        case '-' -> Math.subtractExact(a, b);
        case '*' -> Math.multiplyExact(a, b);
        default -> a / b;
      };
    } catch (ArithmeticException e) {
      throw fault(Code.WRONG_ARITHMETIC, "the result of this expression is too large");
    }
  }

  private static boolean isWhole(ConfigNode.Scalar scalar) {
    return scalar.whole().isPresent() && scalar.text().matches("[-+]?[0-9_]+");
  }

  private double number(ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar && scalar.number().isPresent()) {
      return scalar.number().get();
    }
    if (node instanceof ConfigNode.Broken broken) {
      throw broken.alreadyReported();
    }
    Problem problem =
        Problem.at(
            Code.WRONG_ARITHMETIC, inner, "arithmetic needs numbers, found " + node.describe());
    throw new ConfigException(
        origin.contains(node.origin())
            ? problem
            : problem.noting(node.describe() + " is written here", node.origin()));
  }

  private ConfigNode.Scalar computed(String value) {
    return ConfigNode.Scalar.of(value, true, telling(origin));
  }

  /** A place that tells what the references stand for. */
  private Origin telling(Origin place) {
    Origin told = place;
    for (Map.Entry<String, ConfigNode> each : used.entrySet()) {
      Origin from = each.getValue().origin();
      told =
          told.noting(
              each.getKey() + " is " + each.getValue().describe(),
              origin.contains(from) ? Optional.empty() : Optional.of(from));
    }
    return told;
  }

  private Origin place(int from, int to) {
    return inner.says(text)
        ? inner.part(
            text.codePointCount(0, from),
            Math.max(1, text.codePointCount(from, Math.min(to, text.length()))))
        : inner;
  }

  private ConfigNode.Scalar scalar(String value) {
    return ConfigNode.Scalar.of(value, true, origin);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  /** The next character that is no blank; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    return text.charAt(at++);
  }

  private ConfigException told(Code code, String message) {
    return new ConfigException(Problem.at(code, telling(inner), message));
  }

  private ConfigException unexpected() {
    return new ConfigException(
        Problem.at(
                Code.WRONG_EXPRESSION,
                place(at, text.length()),
                "unexpected '" + text.substring(at) + "' in this expression")
            .helping("expressions have + - * / and parentheses"));
  }

  private ConfigException fault(Code code, String message) {
    return new ConfigException(Problem.at(code, inner, message));
  }
}
