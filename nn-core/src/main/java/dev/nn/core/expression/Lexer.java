package dev.nn.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into words, numbers and signs. */
final class Lexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<sign>\\*\\*|<=|>=|==|!=|[-+*/@^()\\[\\],:=<>])"
              + "|(?<other>\\S))");

  /** Longer formulas would be written deeper than the stack reaches. */
  private static final int MOST_TOKENS = 1000;

  private Lexer() {}

  /**
   * A piece of the text.
   *
   * @param text empty at the end
   * @param column where it begins, from 1
   */
  record Token(Kind kind, String text, int column) {
    /** What it is. */
    enum Kind {
      NUMBER,
      NAME,
      SIGN,
      END
    }

    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  static List<Token> read(String formula) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(formula);
    while (matcher.lookingAt()) {
      if (matcher.group("other") != null) {
        throw new SyntaxException(
            matcher.group("other").equals(".")
                ? "there is no '.' in formulas; functions are written before what they are of: tanh(x)"
                : "there is no '" + matcher.group("other") + "' in formulas",
            matcher.start("other") + 1,
            matcher.group("other"),
            List.of());
      }
      Token.Kind kind =
          matcher.group("number") != null
              ? Token.Kind.NUMBER
              : matcher.group("name") != null ? Token.Kind.NAME : Token.Kind.SIGN;
      String text = matcher.group().strip();
      tokens.add(new Token(kind, text, matcher.end() - text.length() + 1));
      if (tokens.size() > MOST_TOKENS) {
        throw new SyntaxException(
            "the formula has more than " + MOST_TOKENS + " words, numbers and signs",
            matcher.end(),
            text,
            List.of());
      }
      matcher.region(matcher.end(), formula.length());
    }
    tokens.add(new Token(Token.Kind.END, "", formula.length() + 1));
    return tokens;
  }
}
