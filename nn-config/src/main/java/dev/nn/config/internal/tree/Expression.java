package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
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
  private final BiFunction<String, Origin, ConfigNode> references;
  private int at;
  private int depth;

  Expression(String text, Origin origin, BiFunction<String, Origin, ConfigNode> references) {
    this.text = text;
    this.origin = origin;
    this.references = references;
  }

  ConfigNode evaluate() {
    if (text.isEmpty()) {
      throw fault(Code.WRONG_EXPRESSION, "there is nothing between '${' and '}'");
    }
    ConfigNode value = sum();
    if (at < text.length()) {
      throw fault(
          Code.WRONG_EXPRESSION, "unexpected '" + text.substring(at) + "' in this expression");
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
    if (++depth > Limits.DEPTH) {
      throw fault(Code.TOO_LARGE, "this expression is nested more than " + Limits.DEPTH + " deep");
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
      depth--;
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
      throw fault(
          Code.WRONG_EXPRESSION,
          at < text.length()
              ? "unexpected '" + text.substring(at) + "' in this expression"
              : "this expression ends too early");
    }
    ConfigNode.Scalar number = scalar(word);
    return number.number().isPresent() ? number : references.apply(word, origin);
  }

  private ConfigNode combine(ConfigNode left, char operator, ConfigNode right) {
    double a = number(left);
    double b = number(right);
    if (operator == '/' && b == 0) {
      throw fault(Code.WRONG_ARITHMETIC, "this divides by zero");
    }
    ConfigNode.Scalar x = (ConfigNode.Scalar) left;
    ConfigNode.Scalar y = (ConfigNode.Scalar) right;
    boolean whole = isWhole(x) && isWhole(y);
    if (whole && (operator != '/' || x.whole().get() % y.whole().get() == 0)) {
      return scalar(Long.toString(exact(x.whole().get(), operator, y.whole().get())));
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
    return scalar(Double.toString(result));
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
    throw new ConfigException(
        Problem.at(
                Code.WRONG_ARITHMETIC, origin, "arithmetic needs numbers, found " + node.describe())
            .noting(node.describe() + " is written here", node.origin()));
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

  private ConfigException fault(Code code, String message) {
    return new ConfigException(Problem.at(code, origin, message));
  }
}
