package dev.nn.core.expression;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import java.util.Map;
import java.util.Set;

/** A formula that has been read: a tree of operations over named values and numbers. */
public final class Formula {
  private final Node root;
  private final Map<String, Integer> names;

  private Formula(Node root, Map<String, Integer> names) {
    this.root = root;
    this.names = names;
  }

  /**
   * Reads a formula.
   *
   * @throws SyntaxException saying what is wrong and where
   */
  public static Formula parse(String text) {
    Parser parser = new Parser(text);
    Node root = parser.parse();
    return new Formula(root, parser.names());
  }

  /** Names of the values that it speaks of. */
  public Set<String> names() {
    return names.keySet();
  }

  /** Where one of the names stands first, from 1. */
  public int column(String name) {
    return names.get(name);
  }

  /**
   * Writes it into a graph.
   *
   * @param values of all {@link #names}
   * @param dtype of a result that is a mere number
   * @throws dev.nn.api.tensor.ShapeException if values do not fit each other
   */
  public Value write(GraphBuilder builder, DataType dtype, Map<String, Value> values) {
    return root.in(new Context(builder, dtype, values)).value();
  }

  /** Where a formula is written. */
  record Context(GraphBuilder builder, DataType dtype, Map<String, Value> values) {
    Term number(double number) {
      return new Term(this, number, null);
    }

    Term of(Value value) {
      return new Term(this, Double.NaN, value);
    }
  }

  /** What a part of a formula is: a number, as long as no value comes in, or a value. */
  record Term(Context context, double number, Value known) {
    boolean isNumber() {
      return known == null;
    }

    Value value() {
      return isNumber() ? context.builder().scalar(context.dtype(), number) : known;
    }

    /** As a value of the type of another operand. */
    Value beside(Term other) {
      return isNumber() && !other.isNumber() ? other.known.constant(number) : value();
    }
  }

  /** A part of a formula. */
  @FunctionalInterface
  interface Node {
    Term in(Context context);
  }
}
