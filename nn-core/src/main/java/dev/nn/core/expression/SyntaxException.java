package dev.nn.core.expression;

import java.util.List;

/** A formula that cannot be read. */
public class SyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final int column;
  private final String found;
  private final transient List<String> choices;

  /**
   * @param reason what is wrong, without the place
   * @param column where the fault is, from 1
   * @param found what stands there; empty at the end of the formula
   * @param choices names that could stand there instead; may be empty
   */
  public SyntaxException(String reason, int column, String found, List<String> choices) {
    super(
        reason
            + (choices.isEmpty() ? "" : ", only " + String.join(", ", choices))
            + " (column "
            + column
            + " of the expression)");
    this.reason = reason;
    this.column = column;
    this.found = found;
    this.choices = List.copyOf(choices);
  }

  SyntaxException(String reason, Lexer.Token at) {
    this(reason, at.column(), at.text(), List.of());
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }

  /** Where the fault is, from 1. */
  public int column() {
    return column;
  }

  /** What stands there; empty at the end of the formula. */
  public String found() {
    return found;
  }

  /** Names that could stand there instead. */
  public List<String> choices() {
    return choices;
  }
}
