package dev.nn.core.expression;

import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Comparison;
import dev.nn.core.expression.Formula.Node;
import dev.nn.core.expression.Formula.Term;
import dev.nn.core.expression.Lexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Reads a formula by recursive descent: one method for each level of precedence. */
final class Parser {
  /** Deeper nesting is no formula but an attack on the stack. */
  private static final int DEEPEST = 100;

  private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "e", Math.E);

  private final List<Token> tokens;

  /** Where each name stands first. */
  private final Map<String, Integer> names = new LinkedHashMap<>();

  private int at;
  private int depth;

  Parser(String text) {
    tokens = Lexer.read(text);
  }

  Map<String, Integer> names() {
    return names;
  }

  Node parse() {
    Node node = comparison();
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("an operator or the end");
    }
    return node;
  }

  /** a &lt; b, …: a truth value for {@code where}. */
  private Node comparison() {
    deeper();
    Node left = sum();
    for (Comparison comparison : Comparison.values()) {
      if (takeIf(sign(comparison))) {
        Node first = left;
        Node right = sum();
        left =
            context -> {
              Term a = first.in(context);
              Term b = right.in(context);
              return context.of(a.beside(b).compare(comparison, b.beside(a)));
            };
        break;
      }
    }
    depth--;
    return left;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new SyntaxException("the formula is nested too deeply", peek());
    }
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_EQUAL -> ">=";
    };
  }

  private Node sum() {
    Node left = product();
    while (peek().is("+") || peek().is("-")) {
      boolean plus = take().is("+");
      left =
          plus
              ? binary(left, product(), BinaryFunction.ADD)
              : binary(left, product(), BinaryFunction.SUBTRACT);
    }
    return left;
  }

  private Node product() {
    Node left = signed();
    while (peek().is("*") || peek().is("/") || peek().is("@")) {
      String sign = take().text();
      Node right = signed();
      left =
          switch (sign) {
            case "*" -> binary(left, right, BinaryFunction.MULTIPLY);
            case "/" -> binary(left, right, BinaryFunction.DIVIDE);
            default -> matmul(left, right);
          };
    }
    return left;
  }

  private static Node matmul(Node left, Node right) {
    return context -> context.of(left.in(context).value().matmul(right.in(context).value()));
  }

  private Node signed() {
    if (takeIf("-")) {
      deeper();
      Node operand = signed();
      depth--;
      return context -> {
        Term term = operand.in(context);
        return term.isNumber() ? context.number(-term.number()) : context.of(term.value().negate());
      };
    }
    return power();
  }

  private Node power() {
    Node base = indexed();
    if (!takeIf("^") && !takeIf("**")) {
      return base;
    }
    deeper();
    Node power = binary(base, signed(), BinaryFunction.POWER);
    depth--;
    return power;
  }

  /** Numbers among themselves are computed at once. */
  static Node binary(Node left, Node right, BinaryFunction function) {
    DoubleBinaryOperator onNumbers = function::apply;
    return context -> {
      Term a = left.in(context);
      Term b = right.in(context);
      return a.isNumber() && b.isNumber()
          ? context.number(onNumbers.applyAsDouble(a.number(), b.number()))
          : context.of(a.beside(b).zip(function, b.beside(a)));
    };
  }

  /** {@code x[:, 0, 1:3]}: an index drops its axis, a range keeps it. */
  private Node indexed() {
    Node node = atom();
    while (takeIf("[")) {
      List<int[]> ranges = new ArrayList<>();
      do {
        ranges.add(range());
      } while (takeIf(","));
      expect("]");
      Node of = node;
      node = context -> context.of(Functions.slice(of.in(context).value(), ranges));
    }
    return node;
  }

  /** From, to (exclusive); the last number says whether it is a single index. */
  private int[] range() {
    int from = peek().is(":") ? 0 : integer();
    if (!takeIf(":")) {
      return new int[] {from, from, 1};
    }
    boolean open = peek().is(",") || peek().is("]");
    return new int[] {from, open ? Integer.MAX_VALUE : integer(), 0};
  }

  int integer() {
    boolean negative = takeIf("-");
    Token token = take();
    if (token.kind() != Token.Kind.NUMBER || !token.text().matches("\\d{1,9}")) {
      throw unexpected("a whole number", token);
    }
    return (negative ? -1 : 1) * Integer.parseInt(token.text());
  }

  private Node atom() {
    Token token = take();
    switch (token.kind()) {
      case NUMBER -> {
        double number = Double.parseDouble(token.text());
        return context -> context.number(number);
      }
      case NAME -> {
        return takeIf("(") ? call(token) : name(token);
      }
      default -> {
        if (token.is("(")) {
          Node inner = comparison();
          expect(")");
          return inner;
        }
        throw unexpected("a number, a name or '('", token);
      }
    }
  }

  private Node name(Token token) {
    String name = token.text();
    if (CONSTANTS.containsKey(name)) {
      double constant = CONSTANTS.get(name);
      return context -> context.number(constant);
    }
    names.putIfAbsent(name, token.column());
    return context -> context.of(context.values().get(name));
  }

  private Node call(Token function) {
    List<Node> operands = new ArrayList<>();
    Map<String, List<Integer>> options = new LinkedHashMap<>();
    while (!takeIf(")")) {
      if (!operands.isEmpty() || !options.isEmpty()) {
        expect(",");
      }
      boolean option =
          peek().kind() == Token.Kind.NAME
              && tokens.get(Math.min(at + 1, tokens.size() - 1)).is("=");
      if (option) {
        String name = take().text();
        take();
        options.put(name, integers());
      } else if (peek().is("[")) {
        options.put(Functions.SIZES, integers());
      } else {
        operands.add(comparison());
      }
    }
    return Functions.call(function, operands, options);
  }

  /** A number, {@code true}, {@code false} or a list of numbers. */
  private List<Integer> integers() {
    if (takeIf("[")) {
      List<Integer> all = new ArrayList<>();
      do {
        all.add(integer());
      } while (takeIf(","));
      expect("]");
      return all;
    }
    if (peek().text().equals("true") || peek().text().equals("false")) {
      return List.of(take().text().equals("true") ? 1 : 0);
    }
    return List.of(integer());
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private boolean takeIf(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String sign) {
    if (!takeIf(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  private SyntaxException unexpected(String expected) {
    return unexpected(expected, peek());
  }

  private static SyntaxException unexpected(String expected, Token found) {
    String what = found.kind() == Token.Kind.END ? "the end" : "'" + found.text() + "'";
    return new SyntaxException("expected " + expected + ", found " + what, found);
  }
}
