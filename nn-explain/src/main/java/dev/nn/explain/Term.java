package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.op.Reduction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A formula as a tree, to be written as text, LaTeX or MathML. Immutable. */
public sealed interface Term {

  /**
   * Something with a name.
   *
   * @param ref the value it stands for; empty for what is only spoken of
   */
  record Symbol(Name name, Optional<Ref> ref) implements Term {}

  /**
   * One entry of a value.
   *
   * @param name with the entry's indices
   * @param ref the value
   * @param index the entry's row-major place
   */
  record Entry(Name name, Ref ref, int index) implements Term {}

  /** A number. */
  record Number(double value) implements Term {}

  /** f(x, y, …). */
  record Apply(String function, List<Term> arguments) implements Term {
    public Apply {
      arguments = List.copyOf(arguments);
    }
  }

  /** Two operands with a sign between them. */
  record Infix(Sign sign, Term left, Term right) implements Term {}

  /** −x. */
  record Negative(Term x) implements Term {}

  /** A matrix product; either operand may be transposed. */
  record Product(Term left, boolean transposeLeft, Term right, boolean transposeRight)
      implements Term {}

  /** xᵀ. */
  record Transposed(Term x) implements Term {}

  /** xʸ. */
  record Power(Term base, Term exponent) implements Term {}

  /** √x. */
  record Root(Term x) implements Term {}

  /**
   * Sum, mean, greatest or smallest.
   *
   * @param over what the axes are, such as rows or height; over everything if empty
   */
  record Fold(Reduction reduction, Term x, List<String> over) implements Term {
    public Fold {
      over = List.copyOf(over);
    }
  }

  /**
   * Neighbouring entries along one axis.
   *
   * @param rank number of axes of x
   * @param axis from 0
   * @param from the first, counted from 1
   * @param to the last
   */
  record Part(Term x, int rank, int axis, int from, int to) implements Term {
    /** Such as 1…256; a single entry by its number alone. */
    String range(String ellipsis) {
      return from == to ? "" + from : from + ellipsis + to;
    }

    /** What is taken of each axis: this of its own, the whole of all others. */
    List<String> axes(String whole, String own) {
      List<String> axes = new ArrayList<>(Collections.nCopies(rank, whole));
      axes.set(axis, own);
      return axes;
    }
  }

  /** The rows of a table that whole numbers, from 0, point at. */
  record Lookup(Term table, Term index) implements Term {}

  /** 1 where a condition holds and 0 elsewhere, in Iverson's brackets. */
  record Indicator(Term condition) implements Term {}

  /** One term where a condition holds, another elsewhere. */
  record Cases(Term condition, Term yes, Term no) implements Term {}

  /**
   * Many terms added up.
   *
   * @param terms those written, in order
   * @param omitted how many are left out before the last one
   */
  record Total(List<Term> terms, int omitted) implements Term {
    public Total {
      terms = List.copyOf(terms);
    }
  }

  /** What stands between two operands. */
  enum Sign {
    PLUS("+", "+", 1),
    MINUS("−", "-", 1),
    /** A number times something. */
    TIMES("·", "\\cdot", 2),
    /** Element by element. */
    HADAMARD("⊙", "\\odot", 2),
    OVER("/", "/", 2),
    /** A window that slides. */
    CONVOLUTION("∗", "\\ast", 2),
    /** What a sliding window saw gets back what the window gave. */
    CONVOLUTION_TRANSPOSED("∗ᵀ", "\\ast^{\\mathsf{T}}", 2),
    EQUAL("=", "=", 0),
    NOT_EQUAL("≠", "\\ne", 0),
    LESS("<", "<", 0),
    LESS_EQUAL("≤", "\\le", 0),
    GREATER(">", ">", 0),
    GREATER_EQUAL("≥", "\\ge", 0);

    private final String text;
    private final String latex;
    private final int precedence;

    Sign(String text, String latex, int precedence) {
      this.text = text;
      this.latex = latex;
      this.precedence = precedence;
    }

    /** As a character. */
    public String text() {
      return text;
    }

    /** As a LaTeX command. */
    public String latex() {
      return latex;
    }

    /** Whether it is true or false. */
    boolean isComparison() {
      return precedence == 0;
    }

    /** Whether a window slides, here or on the way forward. */
    boolean isConvolution() {
      return this == CONVOLUTION || this == CONVOLUTION_TRANSPOSED;
    }

    /** How tightly it binds; a matrix product binds as tightly as a multiplication. */
    public int precedence() {
      return precedence;
    }
  }
}
